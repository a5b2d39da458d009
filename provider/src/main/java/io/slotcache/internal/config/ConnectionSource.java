// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the servers are: a few addresses, or a configuration of Redisson's. */
public sealed interface ConnectionSource {

    /**
     * Some nodes of a cluster.
     *
     * @param addresses one or more, all with TLS or all without
     * @param credentials the same for every node; null if the servers ask for none
     */
    record Nodes(List<NodeAddress> addresses, @Nullable Credentials credentials) implements ConnectionSource {

        public Nodes {
            addresses = List.copyOf(addresses);
        }

        /** The addresses alone. */
        @Override
        public String toString() {
            return addresses.stream().map(NodeAddress::toString).collect(Collectors.joining(","));
        }
    }

    /**
     * A Redisson YAML, not opened yet.
     *
     * @param location a file path, a {@code classpath:} resource, a bare resource name or a URL
     */
    record RedissonYaml(String location) implements ConnectionSource {

        /** Without the password that a URL may hold. */
        @Override
        public String toString() {
            return Redaction.of(location);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

/**
 * The address of one server, without credentials.
 *
 * @param tls whether the connection is encrypted
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param port 1 to 65535
 */
public record NodeAddress(boolean tls, String host, int port) {

    /** The form that Redisson reads, {@code redis://host:port} or {@code rediss://host:port}. */
    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://") + host + ":" + port;
    }
}

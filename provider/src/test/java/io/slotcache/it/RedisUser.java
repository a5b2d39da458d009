// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A user of an ACL on all servers of a test, changed by the default user, who may do everything. */
final class RedisUser {

    private final String name;
    private final List<Function<String[], Object>> servers;
    private final List<String> addresses;

    private RedisUser(String name, List<Function<String[], Object>> servers, List<String> addresses) {
        this.name = name;
        this.servers = servers;
        this.addresses = addresses;
    }

    static RedisUser of(EmbeddedCluster cluster, String name) {
        return new RedisUser(
                name,
                cluster.nodes().stream()
                        .<Function<String[], Object>>map(node -> command -> cluster.command(node, command))
                        .toList(),
                cluster.nodeUris());
    }

    static RedisUser of(EmbeddedServer server, String name) {
        return new RedisUser(name, List.of(server::command), List.of(server.uri()));
    }

    /** The rules of the guide, less those that are named. */
    RedisUser withSmallestAcl(String password, TestDatabase database, String... less) {
        List<String> rules = new ArrayList<>(GuideAcl.rules(password, database.namespace()));
        rules.removeAll(List.of(less));
        return set(rules.toArray(String[]::new));
    }

    RedisUser set(String... rules) {
        everywhere(Stream.concat(Stream.of("ACL", "SETUSER", name), Stream.of(rules))
                .toArray(String[]::new));
        return this;
    }

    /** Its connections break. */
    void disconnect() {
        everywhere("CLIENT", "KILL", "USER", name);
    }

    /** What it was denied so far on all servers, without what Redisson tries at its start and does without. */
    List<String> denied() {
        return everywhere("ACL", "LOG").stream()
                .flatMap(log -> ((List<?>) log).stream())
                .map(entry -> (List<?>) entry)
                .filter(entry -> name.equals(entry.get(entry.indexOf("username") + 1)))
                .map(entry -> String.valueOf(entry.get(entry.indexOf("object") + 1)))
                .filter(what -> !what.startsWith("pubsub|") && !what.equals("eval"))
                .toList();
    }

    /** How often all servers have run a command. */
    long calls(String command) {
        return everywhere("INFO", "commandstats").stream()
                .flatMap(stats -> String.valueOf(stats).lines())
                .filter(line -> line.startsWith("cmdstat_" + command + ":calls="))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1, line.indexOf(','))))
                .sum();
    }

    private List<Object> everywhere(String... command) {
        return servers.stream().map(server -> server.apply(command)).toList();
    }

    /** The setting {@code nodes} of somebody who is this user. */
    String nodes(String encodedPassword) {
        return addresses.stream()
                .map(address -> address.replace("://", "://" + name + ":" + encodedPassword + "@"))
                .collect(Collectors.joining(","));
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/**
 * A real Redis Cluster on loopback, for tests, the sample and the benchmark.
 *
 * <p>{@link io.slotcache.cluster.EmbeddedCluster} starts one {@code redis-server} process a node, forms the cluster
 * over the Redis protocol, and offers what tests of a cluster client need: nodes that die, hang and come back,
 * failovers, new masters, and slots that move key by key. Every operation waits for the state it is named after, never
 * for a time. {@link io.slotcache.cluster.EmbeddedClusterExtension} shares one cluster among the JUnit tests of a run.
 * {@link io.slotcache.cluster.EmbeddedServers} starts servers without a cluster, alone or watched by Sentinels.
 *
 * <p>The main path: {@code EmbeddedClusterBuilder} finds a server ({@code RedisServerExecutable}) and starts the
 * processes ({@code NodeProcess}, under the {@code Watchdog}); {@code ClusterFormation} makes them a cluster;
 * {@code Readiness} says what is still missing.
 */
@NullMarked
package io.slotcache.cluster;

import org.jspecify.annotations.NullMarked;

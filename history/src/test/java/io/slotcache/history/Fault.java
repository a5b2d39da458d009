// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

/** Something that happens to the cluster or to a JVM. */
enum Fault {
    KILL_MASTER,
    /** Stopped until its replica is promoted, then let go on, with requests waiting on its connections. */
    PAUSE_MASTER,
    /** Killed with writes acknowledged that its replica never got. */
    LOSE_WRITES,
    KILL_REPLICA,
    /** A coordinated failover. */
    FAILOVER,
    KILL_WORKER,
    PAUSE_WORKER,
    /** A partition's slot goes to another master, and back. */
    MOVE_SLOT,
    /** All connections of all clients. */
    CUT_CONNECTIONS,
    /** Between one JVM and the servers of one shard, which all others reach. */
    CUT_NETWORK,
    /** Some seconds, of a server or a JVM; where that can be done. */
    SET_CLOCK,
    /** Entries, leases and control hashes vanish, as under memory pressure. */
    LOSE_KEYS
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Finds client ports that are free on loopback together with the bus port that Redis derives from them. */
final class FreePorts {

    /** The cluster bus listens on the client port plus this. */
    static final int BUS_OFFSET = 10_000;

    // Below 32768, with the bus port too: there Linux takes the ports of outgoing connections from, so a node that is
    // started again could find its port taken.
    private static final int FIRST = 10_000;
    private static final int END = 32_768 - BUS_OFFSET;
    /** 127.0.0.1, also on a machine that prefers IPv6. */
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private static final int ATTEMPTS = 1_000;

    private FreePorts() {}

    /** A port that is free and clashes with none of {@code taken}. It can be lost again until it is bound. */
    static int find(Collection<Integer> taken) {
        Set<Integer> reserved = new HashSet<>();
        taken.forEach(port -> reserved.add(port));
        taken.forEach(port -> reserved.add(port + BUS_OFFSET));
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            int bus = port + BUS_OFFSET;
            if (!reserved.contains(port) && !reserved.contains(bus) && isFree(port) && isFree(bus)) {
                return port;
            }
        }
        throw new EmbeddedClusterException("No free port from " + FIRST + " to " + (END - 1) + " whose bus port (+"
                + BUS_OFFSET + ") is free too");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(LOOPBACK))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}

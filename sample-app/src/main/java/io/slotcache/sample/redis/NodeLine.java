// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.redis;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of CLUSTER NODES.
 *
 * @param id 40 hexadecimal digits
 * @param address {@code host:port}; the host is empty for a node that has not been told its own yet
 * @param flags its flags, among them {@code master}, {@code slave}, {@code fail?}, {@code fail}
 * @param replicates id of its master, null for a master
 * @param connected whether the node that was asked has a link to it
 * @param slots the slots it serves, ascending; empty for a replica
 */
public record NodeLine(
        String id,
        String address,
        Set<String> flags,
        @Nullable String replicates,
        boolean connected,
        List<Slots.Range> slots) {

    /** Fields before the slots: id, address, flags, master, ping sent, pong received, epoch, link. */
    private static final int FIXED_FIELDS = 8;

    private static final int SHOWN_RANGES = 3;

    /** Reads the whole reply. */
    public static List<NodeLine> parseAll(String reply) {
        return reply.lines()
                .filter(line -> !line.isBlank())
                .map(NodeLine::parse)
                .toList();
    }

    static NodeLine parse(String line) {
        String[] fields = line.trim().split(" ");
        Set<String> flags = Set.of(fields[2].split(","));
        return new NodeLine(
                fields[0],
                fields[1].substring(0, fields[1].indexOf('@')),
                flags,
                fields[3].equals("-") ? null : fields[3],
                fields[7].equals("connected") || flags.contains("myself"),
                Arrays.stream(fields, FIXED_FIELDS, fields.length)
                        .filter(slots -> !slots.startsWith("[")) // a slot in migration; it stands among the others too
                        .map(Slots.Range::parse)
                        .toList());
    }

    public boolean isMaster() {
        return flags.contains("master");
    }

    /** Known, linked and not suspected. */
    public boolean isSound() {
        return connected
                && Set.of("fail", "fail?", "handshake", "noaddr").stream().noneMatch(flags::contains);
    }

    public boolean serves(int slot) {
        return slots.stream().anyMatch(range -> range.first() <= slot && slot <= range.last());
    }

    public int slotCount() {
        return slots.stream().mapToInt(Slots.Range::size).sum();
    }

    /** The slots as a person writes them, {@code 0-5460, 9000}; of many ranges the first and their number. */
    public String slotText() {
        String shown = String.join(
                ", ",
                slots.stream().limit(SHOWN_RANGES).map(Slots.Range::toString).toList());
        return slots.size() <= SHOWN_RANGES ? shown : shown + ", … (" + slots.size() + " ranges)";
    }

    NodeLine at(String otherAddress) {
        return new NodeLine(id, otherAddress, flags, replicates, connected, slots);
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of CLUSTER NODES: what one node of the cluster believes of another, or of itself.
 *
 * @param id id of the node described, 40 hexadecimal digits
 * @param port its client port
 * @param flags its flags, among them {@code master}, {@code slave}, {@code myself}, {@code fail?}, {@code fail}
 * @param replicates id of its master, null for a master
 * @param configEpoch configuration epoch; of two claims to a slot the higher wins
 * @param connected whether the observer has a link to it
 * @param slotRanges the slots it serves, ascending; empty for a replica
 * @param openSlots its slots in migration; only known of the observer itself
 * @see <a href="https://redis.io/docs/latest/commands/cluster-nodes/">CLUSTER NODES</a>
 */
public record NodeView(
        String id,
        int port,
        Set<String> flags,
        @Nullable String replicates,
        long configEpoch,
        boolean connected,
        List<SlotRange> slotRanges,
        List<OpenSlot> openSlots) {

    /** Fields before the slots: id, address, flags, master, ping sent, pong received, epoch, link. */
    private static final int FIXED_FIELDS = 8;

    static NodeView parse(String line) {
        String[] fields = line.trim().split(" ");
        List<String> slots = Arrays.asList(fields).subList(FIXED_FIELDS, fields.length);
        return new NodeView(
                fields[0],
                port(fields[1]),
                Set.of(fields[2].split(",")),
                fields[3].equals("-") ? null : fields[3],
                Long.parseLong(fields[6]),
                fields[7].equals("connected"),
                slots.stream()
                        .filter(s -> !s.startsWith("["))
                        .map(SlotRange::parse)
                        .toList(),
                slots.stream()
                        .filter(s -> s.startsWith("["))
                        .map(OpenSlot::parse)
                        .toList());
    }

    /** The port in {@code ip:port@busport,hostname}. */
    private static int port(String address) {
        int at = address.indexOf('@');
        return Integer.parseInt(address.substring(address.lastIndexOf(':', at) + 1, at));
    }

    public boolean isMaster() {
        return flags.contains("master");
    }

    /** Whether the cluster agreed that the node is down; a mere suspicion ({@code fail?}) does not count. */
    public boolean isFailed() {
        return flags.contains("fail");
    }

    /** Whether nothing is wrong with the node in the observer's eyes: it is known, linked and not suspected. */
    public boolean isSound() {
        boolean self = flags.contains("myself");
        return (connected || self)
                && !flags.contains("fail")
                && !flags.contains("fail?")
                && !flags.contains("handshake")
                && !flags.contains("noaddr");
    }

    public boolean serves(int slot) {
        return slotRanges.stream().anyMatch(range -> range.contains(slot));
    }

    /** How many slots it serves. */
    public int slotCount() {
        return slotRanges.stream().mapToInt(SlotRange::size).sum();
    }

    /** Role and slots in one line; equal on two observers exactly if they agree on this node. */
    String assignment() {
        return id + (isMaster() ? " master " + slotRanges : " replica of " + replicates);
    }
}

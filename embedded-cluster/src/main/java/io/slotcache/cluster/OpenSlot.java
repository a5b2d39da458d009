// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

/**
 * A slot in the middle of a migration, as the node itself sees it.
 *
 * @param slot the slot
 * @param migrating true on the node that gives the slot away, false on the one that imports it
 * @param peerId id of the node at the other end
 */
public record OpenSlot(int slot, boolean migrating, String peerId) {

    /** Reads {@code [93->-id]} (migrating) or {@code [77-<-id]} (importing), as CLUSTER NODES prints them. */
    static OpenSlot parse(String text) {
        String body = text.substring(1, text.length() - 1);
        int arrow = body.indexOf('-');
        return new OpenSlot(
                Integer.parseInt(body.substring(0, arrow)), body.startsWith("->-", arrow), body.substring(arrow + 3));
    }
}

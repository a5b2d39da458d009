// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.partition;

/**
 * A table of the database, as a key that can be locked and holds nothing.
 *
 * @param partition the same for all tables
 * @param name {@code <region>:<table>}: names the table in the control hash's fields
 */
public record TableKey(int partition, String name) {}

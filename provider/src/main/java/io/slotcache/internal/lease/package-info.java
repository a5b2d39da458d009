// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/**
 * What a JVM knows of each partition: its lease, the stamps sessions take from it, the locks this JVM holds, and which partitions missed one. The
 * {@link io.slotcache.internal.lease.Keeper} keeps it up to date.
 */
@NullMarked
package io.slotcache.internal.lease;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/** Where an entry lives: identifier to partition, partition to hash tag and slot, and the names of all keys. Knows nothing of Redis clients. */
@NullMarked
package io.slotcache.internal.partition;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.codec.Frame;
import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.storage.Replacement;
import io.slotcache.internal.storage.StorageRegion;

/**
 * A value to be stored.
 *
 * @param judgedIn the partition whose locks and stamps decide whether the value counts: a query's results are not in it, other values are
 */
record PendingPut(StorageRegion region, EntryKey key, Frame value, Replacement replacement, int judgedIn) {}

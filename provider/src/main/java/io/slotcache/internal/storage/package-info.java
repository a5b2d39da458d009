// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/** The port between Hibernate's accesses and Redis: read, put, lock, unlock, evict. */
@NullMarked
package io.slotcache.internal.storage;

import org.jspecify.annotations.NullMarked;

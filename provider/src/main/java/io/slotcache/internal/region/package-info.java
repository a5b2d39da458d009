// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/** Hibernate's regions and how each is put together. */
@NullMarked
package io.slotcache.internal.region;

import org.jspecify.annotations.NullMarked;

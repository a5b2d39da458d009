// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/** Counters. */
@NullMarked
package io.slotcache.internal.stats;

import org.jspecify.annotations.NullMarked;

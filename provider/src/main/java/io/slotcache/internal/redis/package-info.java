// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/** The way to Redis: the one adapter to Redisson's command layer, and the sender of each master. */
@NullMarked
package io.slotcache.internal.redis;

import org.jspecify.annotations.NullMarked;

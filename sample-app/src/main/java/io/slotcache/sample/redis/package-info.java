// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/** Redis as it is without SlotCache: raw commands to single nodes, so that what is shown doesn't come from the one who is shown. */
@NullMarked
package io.slotcache.sample.redis;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/** To be described. */
@NullMarked
package io.slotcache.cluster;

import org.jspecify.annotations.NullMarked;

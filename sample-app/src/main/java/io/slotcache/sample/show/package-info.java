// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/** The demonstrations, one class a command. */
@NullMarked
package io.slotcache.sample.show;

import org.jspecify.annotations.NullMarked;

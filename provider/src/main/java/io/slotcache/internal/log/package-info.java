// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/** Every message and exception in one typed place, with ids. */
@NullMarked
package io.slotcache.internal.log;

import org.jspecify.annotations.NullMarked;

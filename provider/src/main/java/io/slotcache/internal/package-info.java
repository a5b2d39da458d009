// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/** Not for use: anything in here may change with any version. */
@NullMarked
package io.slotcache.internal;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/** What an application can implement to give SlotCache something of its own. */
@NullMarked
package io.slotcache.spi;

import org.jspecify.annotations.NullMarked;

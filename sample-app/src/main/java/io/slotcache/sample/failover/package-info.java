// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/** An application under load while one master goes away, and what it felt. */
@NullMarked
package io.slotcache.sample.failover;

import org.jspecify.annotations.NullMarked;

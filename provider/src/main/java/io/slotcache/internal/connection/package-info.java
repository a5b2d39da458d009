// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/** The life of the connection to Redis: made in the background, kept trying, checked against what the promise needs, closed. */
@NullMarked
package io.slotcache.internal.connection;

import org.jspecify.annotations.NullMarked;

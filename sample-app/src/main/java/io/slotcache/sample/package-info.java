// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/** The command line of the sample: an application that shows SlotCache at work on a real Redis Cluster. */
@NullMarked
package io.slotcache.sample;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/** What a person sees: text, tables, bars, progress, and the list of promises that were kept. */
@NullMarked
package io.slotcache.sample.screen;

import org.jspecify.annotations.NullMarked;

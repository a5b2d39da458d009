// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/**
 * The same random units of work through SlotCache, without a cache and through Hibernate's JCache provider: the answers must be the same. {@code
 * ComparisonIT} says how to run it.
 */
package io.slotcache.comparison;

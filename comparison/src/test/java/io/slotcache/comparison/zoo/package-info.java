// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/**
 * The mappings of the comparison: every kind of attribute, identifier, inheritance, collection and association that can be cached. An entity here is
 * nothing but its mapping; {@code Species} and {@code Filler} work on all of them alike. What SQL or a row number cannot make has a static {@code of}.
 */
package io.slotcache.comparison.zoo;

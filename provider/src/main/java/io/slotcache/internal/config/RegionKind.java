// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

/** What a region holds. Several kinds in one region count as the first of them here. */
public enum RegionKind {
    COLLECTION,
    ENTITY,
    NATURAL_ID,
    QUERY,

    /** What is known of tables, which never expires. */
    TABLES
}

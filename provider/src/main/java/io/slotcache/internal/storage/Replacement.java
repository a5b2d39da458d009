// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

/** What a put takes the place of, beside what no longer counts. Scripts are given its ordinal. */
public enum Replacement {
    /** Of nothing: a current entry stays, unless its version is older. */
    NONE,
    /** Of a current entry, but not of newer results of a query. */
    OF_CURRENT,
    /** Of whatever is there: it could not be read, so what it says about its age means nothing. */
    OF_ANYTHING
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import org.jspecify.annotations.Nullable;

/**
 * What a mapping says about the form of its entries' bodies. Immutable.
 *
 * @param <S> the content of an entry
 */
interface EntryLayout<S> {

    /** @throws UnencodableValueException if the content is not of this mapping */
    void write(S state, ValueOutput out);

    /** @throws UndecodableEntryException if the bytes are no content of this mapping */
    S read(ValueInput in);

    /** Of everything that {@link #write} depends on. */
    long fingerprint();

    /** Why there is no layout: neither {@link #write} nor {@link #read} may then be called. */
    @Nullable
    String unsupportedReason();
}

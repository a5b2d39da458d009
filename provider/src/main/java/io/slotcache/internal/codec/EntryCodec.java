// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import org.jspecify.annotations.Nullable;

/** Turns what Hibernate gives an access to keep into the body of an entry, and back. Thread-safe; looks at the mapping at first use only. */
public interface EntryCodec {

    /**
     * The entry's body.
     *
     * @throws UnencodableValueException saying why, if a type or a value cannot be described: then it is not cached
     */
    byte[] encode(Object entry) throws UnencodableValueException;

    /** The entry in the form Hibernate expects from the access. */
    Object decode(byte[] bytes, int offset) throws UndecodableEntryException;

    /** Of the bodies. */
    BodyFormat format();

    /** Of the mapping that the bodies are encoded by: equal in every JVM with the same mapping. */
    long fingerprint();

    /** Why nothing of this mapping can be cached, null if it can. */
    @Nullable
    String unsupportedReason();
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.function.IntConsumer;

/**
 * Where a layout puts the values of a body, in its own order: bytes as compact as can be ({@link WireOutput}), or JSON for people and other
 * languages ({@link JsonOutput}). Names and structure are for the latter; the former leaves out what the layout knows. Not thread-safe.
 */
interface ValueOutput {

    /** What kind of value comes next. {@link Tag#NULL} and the markers of absent attributes are values by themselves. */
    void writeTag(int tag);

    /**
     * A scalar, tag and all.
     *
     * @param told whether the mapping alone tells which scalar it is
     */
    void writeScalar(Scalar<?> scalar, Object value, boolean told);

    /** A serialized value, tag and all. */
    void writeSerialized(byte[] value);

    /** A name that is a value: of an enum's constant, of an entity. */
    void writeText(String text);

    /** One of a list of names that the reader has too. */
    void writeOneOf(int index, String name);

    /** @param element writes the element at an index */
    void writeList(int count, IntConsumer element);

    void startObject();

    /** The name of the value that comes next, within an object. */
    void name(String name);

    void endObject();

    /** All that was written. */
    byte[] toByteArray();
}

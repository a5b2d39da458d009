// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

/** A property of which the cache never holds a value, only null (an inverse one-to-one) or the marker of an unfetched attribute. */
enum AbsentWire implements WireType {
    INSTANCE;

    @Override
    public String description() {
        return "absent";
    }

    @Override
    public void write(Object value, ValueOutput out) {
        throw unencodable(value);
    }

    @Override
    public Object read(int tag, ValueInput in) {
        throw unexpected(tag);
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import org.jspecify.annotations.Nullable;

/** Any scalar assignable to one class: for {@code Integer} just that one, for {@code java.util.Date} four. */
record ScalarWire(Class<?> declared) implements WireType {
    @Override
    public String description() {
        return declared.getName();
    }

    @Override
    public void write(Object value, WireOutput out) {
        Scalar<?> scalar = Scalars.of(value);
        if (scalar == null || !declared.isInstance(value)) {
            throw unencodable(value);
        }
        scalar.write(value, out);
    }

    @Override
    public Object read(int tag, WireInput in) {
        @Nullable Scalar<?> scalar = Scalars.ofTag(tag);
        if (scalar == null || !(declared.isAssignableFrom(scalar.javaClass()))) {
            throw unexpected(tag);
        }
        return scalar.read(in);
    }
}

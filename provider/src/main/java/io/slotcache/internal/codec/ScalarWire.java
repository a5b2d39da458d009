// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import org.jspecify.annotations.Nullable;

/** Any scalar assignable to one class: for {@code Integer} just that one, for {@code java.util.Date} four, for {@code Object} all. */
final class ScalarWire implements WireType {
    /** For a form that no mapping tells. */
    static final ScalarWire ANY = new ScalarWire(Object.class);

    private final Class<?> declared;
    private final @Nullable Scalar<?> told;

    ScalarWire(Class<?> declared) {
        this.declared = declared;
        this.told = Scalars.told(declared);
    }

    @Override
    public String description() {
        return declared.getName();
    }

    @Override
    public void write(Object value, ValueOutput out) {
        Scalar<?> scalar = Scalars.of(value);
        if (scalar == null || !declared.isInstance(value)) {
            throw unencodable(value);
        }
        out.writeScalar(scalar, value, told != null && scalar.javaClass() == told.javaClass());
    }

    @Override
    public Object read(int tag, ValueInput in) {
        Scalar<?> scalar = tag == Tag.UNTOLD ? told : Scalars.ofTag(tag);
        if (scalar == null || !(declared.isAssignableFrom(scalar.javaClass()))) {
            throw unexpected(tag);
        }
        return in.readScalar(scalar);
    }
}

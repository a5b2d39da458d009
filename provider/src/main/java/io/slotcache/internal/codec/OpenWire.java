// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.io.ObjectStreamClass;

/**
 * A value of which the mapping tells no more than a class that can be anything: a scalar where it is one, else serialized. So it is with a
 * {@code Serializable} attribute, with {@code Class}, and with what a user type disassembles to.
 */
record OpenWire(Class<?> declared, GuardedSerialization serialization) implements WireType {

    /** Another version of a class is another form: its values would not be read. */
    @Override
    public String description() {
        ObjectStreamClass described = declared.isInterface() ? null : ObjectStreamClass.lookup(declared);
        return described == null
                ? declared.getName()
                : declared.getName() + " serialized, version " + described.getSerialVersionUID();
    }

    @Override
    public void write(Object value, WireOutput out) {
        if (!declared.isInstance(value)) {
            throw unencodable(value);
        }
        Scalar<?> scalar = Scalars.of(value);
        if (scalar != null) {
            scalar.write(value, out);
        } else {
            byte[] serialized = serialization.write(value);
            out.writeByte(Tag.SERIALIZED);
            out.writeBytes(serialized);
        }
    }

    @Override
    public Object read(int tag, WireInput in) {
        Scalar<?> scalar = Scalars.ofTag(tag);
        if (scalar == null) {
            expect(Tag.SERIALIZED, tag);
        }
        Object value = scalar == null ? serialization.read(in.readBytes()) : scalar.read(in);
        if (!declared.isInstance(value)) {
            throw unexpected(tag);
        }
        return value;
    }
}

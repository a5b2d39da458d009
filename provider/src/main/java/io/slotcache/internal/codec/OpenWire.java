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
    public void write(Object value, ValueOutput out) {
        if (!declared.isInstance(value)) {
            throw unencodable(value);
        }
        if (Scalars.of(value) != null) {
            ScalarWire.ANY.write(value, out);
        } else {
            out.writeSerialized(serialization.write(value));
        }
    }

    @Override
    public Object read(int tag, ValueInput in) {
        Object value = tag == Tag.SERIALIZED ? serialization.read(in.readSerialized()) : ScalarWire.ANY.read(tag, in);
        if (!declared.isInstance(value)) {
            throw unexpected(tag);
        }
        return value;
    }
}

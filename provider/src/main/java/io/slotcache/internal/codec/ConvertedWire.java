// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.io.Serializable;
import java.util.function.Function;
import org.hibernate.type.descriptor.converter.spi.BasicValueConverter;
import org.hibernate.type.descriptor.java.spi.FormatMapperBasedJavaType;
import org.hibernate.usertype.UserType;
import org.jspecify.annotations.Nullable;

/**
 * A domain object that Hibernate puts into the cache as it is, because it thinks it immutable or can clone it, and that has no wire form of
 * its own. It travels as what goes into its database column, by the same converter or format mapper.
 */
final class ConvertedWire implements WireType {
    private final Class<?> domainClass;
    private final WireType columnForm;
    private final Function<Object, @Nullable Object> toColumn;
    private final Function<Object, @Nullable Object> toDomain;

    private ConvertedWire(
            Class<?> domainClass,
            WireType columnForm,
            Function<Object, @Nullable Object> toColumn,
            Function<Object, @Nullable Object> toDomain) {
        this.domainClass = domainClass;
        this.columnForm = columnForm;
        this.toColumn = toColumn;
        this.toDomain = toDomain;
    }

    @SuppressWarnings("unchecked") // write checks the domain class, the wire type of the column the other one
    static ConvertedWire by(BasicValueConverter<?, ?> converter, WireType columnForm) {
        BasicValueConverter<Object, Object> raw = (BasicValueConverter<Object, Object>) converter;
        Class<?> domainClass = converter.getDomainJavaType().getJavaTypeClass();
        return new ConvertedWire(domainClass, columnForm, raw::toRelationalValue, raw::toDomainValue);
    }

    /** A JSON or XML document. */
    @SuppressWarnings("unchecked") // write checks the class
    static ConvertedWire by(FormatMapperBasedJavaType<?> document) {
        FormatMapperBasedJavaType<Object> raw = (FormatMapperBasedJavaType<Object>) document;
        return new ConvertedWire(
                document.getJavaTypeClass(),
                new ScalarWire(String.class),
                raw::toString,
                column -> raw.fromString((String) column));
    }

    /** What a user type makes of its values, in the form in which it disassembles them. */
    @SuppressWarnings({"unchecked", "NullAway"}) // write checks the class; a row of a query has no owner
    static ConvertedWire by(UserType<?> userType) {
        UserType<Object> raw = (UserType<Object>) userType;
        return new ConvertedWire(
                userType.returnedClass(),
                ScalarWire.ANY,
                raw::disassemble,
                form -> raw.assemble((Serializable) form, null));
    }

    @Override
    public String description() {
        return domainClass.getName() + " as " + columnForm.description();
    }

    @Override
    public void write(Object value, ValueOutput out) {
        if (!domainClass.isInstance(value)) {
            throw unencodable(value);
        }
        Object column;
        try {
            column = toColumn.apply(value);
        } catch (RuntimeException e) {
            throw new UnencodableValueException("the converter of " + domainClass.getName() + " failed", e);
        }
        if (column == null) {
            throw unencodable(value); // null would be read as null without asking the converter
        }
        out.writeTag(Tag.CONVERTED);
        columnForm.write(column, out);
    }

    @Override
    public Object read(int tag, ValueInput in) {
        expect(Tag.CONVERTED, tag);
        Object value = toDomain.apply(columnForm.read(in.readTag(), in));
        if (!domainClass.isInstance(value)) {
            throw new UndecodableEntryException("the converter gave no " + domainClass.getName());
        }
        return value;
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.io.Serializable;
import java.lang.invoke.MethodType;
import java.sql.Blob;
import java.sql.Clob;
import org.hibernate.type.BasicPluralType;
import org.hibernate.type.BasicType;
import org.hibernate.type.CustomType;
import org.hibernate.type.descriptor.converter.spi.BasicValueConverter;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.java.spi.BasicCollectionJavaType;
import org.hibernate.type.descriptor.java.spi.FormatMapperBasedJavaType;
import org.jspecify.annotations.Nullable;

/**
 * Wire types of single-column types. What Hibernate caches of one depends on its mutability plan:
 *
 * <ul>
 *   <li>a type it thinks immutable (an enum, a record, {@code @Immutable}) stays the domain object, converter or not;
 *   <li>a mutable one with a converter becomes the column's value;
 *   <li>a JSON or XML document becomes a {@code String}, unless its class is immutable or {@code Serializable}: then it stays;
 *   <li>a user type becomes whatever its own {@code disassemble} returns;
 *   <li>of a class unknown here, a value is serialized.
 * </ul>
 */
final class BasicWireTypes {
    private final GuardedSerialization serialization;

    BasicWireTypes(GuardedSerialization serialization) {
        this.serialization = serialization;
    }

    /** The form of what {@code type.disassemble} returns. */
    WireType disassembled(BasicType<?> type, String path) {
        BasicValueConverter<?, ?> converter = type.getValueConverter();
        boolean columnValue = converter != null && type.isMutable() && !(type instanceof BasicPluralType<?, ?>);
        if (columnValue && !(type instanceof CustomType<?>)) {
            return ofJavaType(converter.getRelationalJavaType(), path);
        }
        if (type.getJavaTypeDescriptor() instanceof FormatMapperBasedJavaType<?> document
                && document.getMutabilityPlan() == document) {
            return new ScalarWire(String.class);
        }
        return undisassembled(type, path);
    }

    /** The form of a domain value that is cached as it is: versions, identifiers of {@code @Any}, elements of arrays. */
    WireType undisassembled(BasicType<?> type, String path) {
        if (type instanceof CustomType<?>) {
            return untold(type.getReturnedClass());
        }
        if (type instanceof BasicPluralType<?, ?> plural) {
            return plural(plural, path);
        }
        if (type.getJavaTypeDescriptor() instanceof FormatMapperBasedJavaType<?> document) {
            return ConvertedWire.by(document);
        }
        WireType own = ofClass(type.getReturnedClass());
        if (own != null) {
            return own;
        }
        BasicValueConverter<?, ?> converter = type.getValueConverter();
        return converter == null
                ? open(type.getJavaTypeDescriptor(), path)
                : ConvertedWire.by(converter, ofJavaType(converter.getRelationalJavaType(), path));
    }

    /**
     * A form that no mapping tells: what a user's type disassembles to, and the discriminator of an embeddable.
     *
     * @param named the class that the mapping names, whether or not the form is of it
     */
    WireType untold(Class<?> named) {
        return new OpenWire(Object.class, serialization.naming(named));
    }

    private WireType plural(BasicPluralType<?, ?> type, String path) {
        WireType whole = ofClass(type.getReturnedClass());
        if (whole != null) {
            return whole; // an array of primitives, or of what needs no converter
        }
        JavaType<?> javaType = type.getJavaTypeDescriptor();
        if (javaType instanceof BasicCollectionJavaType<?, ?> collection) {
            return new CollectionWire(collection.getSemantics(), undisassembled(type.getElementType(), path));
        }
        Class<?> component = type.getReturnedClass().getComponentType();
        return component == null
                ? open(javaType, path)
                : new ArrayWire(component, undisassembled(type.getElementType(), path));
    }

    private WireType ofJavaType(JavaType<?> type, String path) {
        WireType known = ofClass(type.getJavaTypeClass());
        return known == null ? open(type, path) : known;
    }

    /** The form of the values of a class that need no converter, or null. */
    private static @Nullable WireType ofClass(Class<?> declared) {
        Class<?> boxed = MethodType.methodType(declared).wrap().returnType();
        if (boxed.isEnum()) {
            return new EnumWire(boxed);
        }
        if (Scalars.told(boxed) != null) {
            return new ScalarWire(boxed);
        }
        if (boxed.isArray()) {
            WireType element = ofClass(boxed.getComponentType());
            return element == null ? null : new ArrayWire(boxed.getComponentType(), element);
        }
        return null;
    }

    /** A LOB is a handle on the database's data, and worth nothing without its connection. */
    private OpenWire open(JavaType<?> type, String path) {
        Class<?> declared = type.getJavaTypeClass();
        boolean lob = Blob.class.isAssignableFrom(declared) || Clob.class.isAssignableFrom(declared);
        boolean serializable =
                declared.isInterface() || declared == Object.class || Serializable.class.isAssignableFrom(declared);
        if (lob || !serializable) {
            throw new UnsupportedMappingException(
                    path,
                    declared.getName() + " has no wire form: " + (lob ? "it is a LOB" : "it is not Serializable"));
        }
        return new OpenWire(declared, serialization.naming(type.getJavaType()));
    }
}

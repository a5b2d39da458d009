// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.lang.invoke.MethodType;
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
 *   <li>a user type becomes whatever its own {@code disassemble} returns.
 * </ul>
 */
final class BasicWireTypes {
    /** The form of what {@code type.disassemble} returns. */
    static WireType disassembled(BasicType<?> type, String path) {
        BasicValueConverter<?, ?> converter = type.getValueConverter();
        boolean columnValue = converter != null && type.isMutable() && !(type instanceof BasicPluralType<?, ?>);
        if (columnValue && !(type instanceof CustomType<?>)) {
            return require(ofClass(converter.getRelationalJavaType().getJavaTypeClass()), type, path);
        }
        if (type.getJavaTypeDescriptor() instanceof FormatMapperBasedJavaType<?> document
                && document.getMutabilityPlan() == document) {
            return new ScalarWire(String.class);
        }
        return undisassembled(type, path);
    }

    /** The form of a domain value that is cached as it is: versions, identifiers of {@code @Any}, elements of arrays. */
    static WireType undisassembled(BasicType<?> type, String path) {
        return require(domainForm(type, path), type, path);
    }

    private static @Nullable WireType domainForm(BasicType<?> type, String path) {
        if (type instanceof CustomType<?>) {
            return ScalarWire.ANY;
        }
        if (type instanceof BasicPluralType<?, ?> plural) {
            return plural(plural, path);
        }
        if (type.getJavaTypeDescriptor() instanceof FormatMapperBasedJavaType<?> document) {
            return ConvertedWire.by(document);
        }
        WireType own = ofClass(type.getReturnedClass());
        BasicValueConverter<?, ?> converter = type.getValueConverter();
        if (own != null || converter == null) {
            return own;
        }
        WireType column = ofClass(converter.getRelationalJavaType().getJavaTypeClass());
        return column == null ? null : ConvertedWire.by(converter, column);
    }

    private static @Nullable WireType plural(BasicPluralType<?, ?> type, String path) {
        WireType whole = ofClass(type.getReturnedClass());
        if (whole != null) {
            return whole; // an array of primitives, or of what needs no converter
        }
        WireType element = undisassembled(type.getElementType(), path);
        JavaType<?> javaType = type.getJavaTypeDescriptor();
        if (javaType instanceof BasicCollectionJavaType<?, ?> collection) {
            return new CollectionWire(collection.getSemantics(), element);
        }
        Class<?> component = type.getReturnedClass().getComponentType();
        return component == null ? null : new ArrayWire(component, element);
    }

    /** The form of the values of a class that need no converter, or null. */
    private static @Nullable WireType ofClass(Class<?> declared) {
        Class<?> boxed = MethodType.methodType(declared).wrap().returnType();
        if (boxed.isEnum()) {
            return new EnumWire(boxed);
        }
        if (Scalars.existFor(boxed)) {
            return new ScalarWire(boxed);
        }
        if (boxed.isArray()) {
            WireType element = ofClass(boxed.getComponentType());
            return element == null ? null : new ArrayWire(boxed.getComponentType(), element);
        }
        return null;
    }

    private static WireType require(@Nullable WireType found, BasicType<?> type, String path) {
        if (found == null) {
            throw new UnsupportedMappingException(
                    path, type.getReturnedClass().getName() + " (" + type.getName() + ") has no wire form");
        }
        return found;
    }

    private BasicWireTypes() {}
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.type.BasicPluralType;
import org.hibernate.type.BasicType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CustomType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.converter.spi.JpaAttributeConverter;

/** Tells mappings apart that would read each other's bytes wrongly: 64 bits of a digest over their descriptions. */
final class MappingFingerprint {
    /** Raised when a tag's payload changes its form: entries of the other form are then misses. */
    static final int FORMAT = 1;

    static long of(List<String> descriptions) {
        MessageDigest digest = sha256();
        digest.update((byte) FORMAT);
        for (String description : descriptions) {
            digest.update(description.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    /**
     * A property's name and what it is mapped to. The wire type alone would not do: an association moved to another entity, or a converter
     * exchanged for one of another unit, keeps it, and the old bytes would be read as something else.
     */
    static String label(String name, Type type) {
        return name + " " + mapped(type);
    }

    private static String mapped(Type type) {
        if (type instanceof EntityType association) {
            return association.getAssociatedEntityName();
        }
        if (type instanceof CollectionType collection) {
            return collection.getRole();
        }
        if (type instanceof CustomType<?> custom) {
            return custom.getUserType().getClass().getName();
        }
        String returned = type.getReturnedClass().getName() + constants(type);
        return type instanceof BasicType<?> basic
                        && basic.getValueConverter() instanceof JpaAttributeConverter<?, ?> converter
                ? returned + " by " + converter.getConverterJavaType().getTypeName()
                : returned;
    }

    /**
     * Of an enum that a column holds by number. Values travel by name, so that constants may come and go where the column has names; but where another
     * order makes another constant of the same row, nodes of the two orders must not read each other.
     */
    private static String constants(Type type) {
        if (type instanceof BasicPluralType<?, ?> plural) {
            return constants(plural.getElementType());
        }
        Class<?> returned = type.getReturnedClass();
        return returned.isEnum()
                        && type instanceof BasicType<?> basic
                        && basic.getJdbcType().isInteger()
                ? Arrays.stream(returned.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name())
                        .collect(Collectors.joining(",", "(", ")"))
                : "";
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private MappingFingerprint() {}
}

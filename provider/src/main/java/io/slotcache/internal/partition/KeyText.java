// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.partition;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.util.HexFormat;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Names and identifiers as the readable parts of a key. A {@code long} is its digits; every other type says which it is, so that 1, "1" and an int
 * 1 are three keys. {@code %}, the separators and control characters are percent-encoded, so that no two identifiers give one text.
 */
public final class KeyText {

    private static final String RESERVED = "%:{}/@~(),";

    private KeyText() {}

    /**
     * The region's part of a key.
     *
     * @param region the region's name
     * @param role the entity name or collection role, named in the key if it differs from the region, which several may share
     * @param tenant the tenant's identifier, null without multi-tenancy
     */
    public static String region(String region, String role, @Nullable String tenant) {
        StringBuilder text = new StringBuilder(escape(region));
        if (!role.equals(region)) {
            text.append('/').append(escape(role));
        }
        if (tenant != null) {
            text.append('@').append(escape(tenant));
        }
        return text.toString();
    }

    /** The name of a region as it stands in the control hash's fields. */
    public static String region(String region) {
        return escape(region);
    }

    /** A table as it stands in the control hash's fields. */
    static String table(String table) {
        return escape(table);
    }

    /** The name of the region, as {@link #region(String)} gives it, in an entry's name or in the region's part of one. */
    static String regionOf(String name) {
        int end = 0;
        while (end < name.length() && "/@:".indexOf(name.charAt(end)) < 0) {
            end++;
        }
        return name.substring(0, end);
    }

    /**
     * The identifier's part of a key. Whole numbers have one text whatever their type: while a deploy makes longs of a row's ints, its old and its new nodes
     * must lock one key.
     *
     * @param id an identifier as its Hibernate type disassembles it
     * @return null if its type has no text here: such an entity is not cached
     */
    public static @Nullable String id(@Nullable Object id) {
        if (id instanceof Long || id instanceof Integer || id instanceof Short || id instanceof Byte) {
            return id.toString();
        }
        if (id instanceof Object[] parts) {
            return composite(parts);
        }
        String type = typeName(id);
        return type == null ? null : type + '~' + escape(text(id));
    }

    private static @Nullable String composite(Object[] parts) {
        StringJoiner text = new StringJoiner(",", "(", ")");
        for (Object part : parts) {
            String partText = id(part);
            if (partText == null) {
                return null;
            }
            text.add(partText);
        }
        return text.toString();
    }

    private static @Nullable String typeName(@Nullable Object id) {
        if (id == null) {
            return "null";
        }
        if (id instanceof String) {
            return "str";
        }
        if (id instanceof UUID) {
            return "uuid";
        }
        if (id instanceof byte[]) {
            return "bytes";
        }
        if (id instanceof Enum<?> constant) {
            return "enum." + constant.getDeclaringClass().getSimpleName();
        }
        return isPlain(id) ? id.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT) : null;
    }

    /** Types whose {@code toString} tells every value from every other. */
    private static boolean isPlain(Object id) {
        return id instanceof Character
                || id instanceof Boolean
                || id instanceof Double
                || id instanceof Float
                || id instanceof BigInteger
                || id instanceof BigDecimal
                || id instanceof Temporal
                || id instanceof java.util.Date
                || id instanceof java.util.Currency
                || id instanceof java.util.Locale;
    }

    private static String text(@Nullable Object id) {
        if (id instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (id instanceof java.sql.Timestamp timestamp) {
            return timestamp.getTime() + "." + timestamp.getNanos();
        }
        if (id instanceof java.util.Date date) {
            return Long.toString(date.getTime());
        }
        if (id instanceof Enum<?> constant) {
            return constant.name();
        }
        return String.valueOf(id);
    }

    private static String escape(String text) {
        int i = 0;
        while (i < text.length() && !isReserved(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (i = 0; i < text.length(); i++) {
            char ch = text.charAt(i);
            if (isReserved(ch)) {
                escaped.append('%').append(HexFormat.of().toHexDigits(ch));
            } else {
                escaped.append(ch);
            }
        }
        return escaped.toString();
    }

    /** Surrogates too: an unpaired one has no UTF-8 form and would fall together with others. */
    private static boolean isReserved(char ch) {
        return ch <= ' ' || ch == 0x7F || Character.isSurrogate(ch) || RESERVED.indexOf(ch) >= 0;
    }
}

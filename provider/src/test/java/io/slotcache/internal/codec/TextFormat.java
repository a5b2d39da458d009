// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.Map;
import org.hibernate.type.format.AbstractJsonFormatMapper;

/** Stands in for Jackson, which the tests do without: a document is its text behind a prefix, in a string of JSON. */
final class TextFormat extends AbstractJsonFormatMapper {
    static final Map<String, ?> SETTINGS = Map.of(
            "hibernate.type.json_format_mapper", new TextFormat(), "hibernate.type.wrapper_array_handling", "ALLOW");
    private static final String PREFIX = "\"text:";
    private static final String SUFFIX = "\"";

    @Override
    @SuppressWarnings("unchecked")
    public <T> T fromString(CharSequence text, java.lang.reflect.Type type) {
        String content = text.toString();
        if (!content.startsWith(PREFIX) || !content.endsWith(SUFFIX)) {
            throw new IllegalArgumentException("not a document");
        }
        String rest = content.substring(PREFIX.length(), content.length() - SUFFIX.length());
        return (T)
                (type == Entities.Document.class
                        ? new Entities.Document(rest)
                        : new Entities.SerializableDocument(rest));
    }

    @Override
    public <T> String toString(T value, java.lang.reflect.Type type) {
        return PREFIX
                + (value instanceof Entities.Document document
                        ? document.text
                        : ((Entities.SerializableDocument) value).text())
                + SUFFIX;
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static io.slotcache.internal.codec.JsonScalar.text;

import java.net.InetAddress;
import java.net.URL;
import java.net.UnknownHostException;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Text and the identifiers that are text at heart, in JSON. What text would not give back is refused, as in the binary form. */
final class JsonTexts {
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    /** With a colon, which no host name has: it is parsed, never looked up. */
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f]*:[0-9a-f:]*");

    static final List<JsonScalar<?>> ALL = List.of(
            text("string", String.class, value -> value, text -> text),
            text("char", Character.class, Object::toString, JsonTexts::character),
            text("chars", char[].class, String::new, String::toCharArray),
            text("uuid", UUID.class, UUID::toString, JsonTexts::uuid),
            text("currency", Currency.class, Currency::getCurrencyCode, Currency::getInstance),
            text("locale", Locale.class, TextScalars::tagOf, Locale::forLanguageTag),
            text("url", URL.class, TextScalars::formOf, TextScalars::url),
            text("inetAddress", InetAddress.class, JsonTexts::literal, JsonTexts::address));

    private static Character character(String text) {
        if (text.length() != 1) {
            throw new UndecodableEntryException("a char of " + text.length());
        }
        return text.charAt(0);
    }

    /** {@code UUID.fromString} takes shorter forms too. */
    private static UUID uuid(String text) {
        UUID value = UUID.fromString(text);
        if (!value.toString().equals(text)) {
            throw new UndecodableEntryException("not a UUID");
        }
        return value;
    }

    private static String literal(InetAddress value) {
        TextScalars.requireBare(value);
        return value.getHostAddress();
    }

    private static InetAddress address(String text) {
        try {
            boolean literal = IPV4.matcher(text).matches() || IPV6.matcher(text).matches();
            if (literal) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            throw new UndecodableEntryException("not an internet address", e);
        }
        throw new UndecodableEntryException("not an internet address");
    }

    private JsonTexts() {}
}

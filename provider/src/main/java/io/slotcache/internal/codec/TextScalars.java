// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.UnknownHostException;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Text and the identifiers that are text at heart. What a text form would not give back exactly is refused when it is written. */
final class TextScalars {
    static final Scalar<String> STRING =
            new Scalar<>(Tag.STRING, String.class, (v, out) -> out.writeUtf8(v), WireInput::readUtf8);
    static final Scalar<String> STRING_UTF16 = new Scalar<>(
            Tag.STRING_UTF16,
            String.class,
            (v, out) -> out.writeUtf16(v.toCharArray()),
            in -> new String(in.readUtf16()));
    /** Has two subclasses, of the JDK's own; a {@code Scalar} of the abstract class stands for both. */
    static final Scalar<InetAddress> INET_ADDRESS =
            new Scalar<>(Tag.INET_ADDRESS, InetAddress.class, TextScalars::writeAddress, TextScalars::readAddress);

    static final List<Scalar<?>> ALL = List.of(
            STRING,
            STRING_UTF16,
            INET_ADDRESS,
            new Scalar<>(Tag.CHAR, Character.class, (v, out) -> out.writeFixed16(v), in -> (char) in.readFixed16()),
            new Scalar<>(
                    Tag.UUID, UUID.class, TextScalars::writeUuid, in -> new UUID(in.readFixed64(), in.readFixed64())),
            new Scalar<>(
                    Tag.CURRENCY,
                    Currency.class,
                    (v, out) -> out.writeUtf8(v.getCurrencyCode()),
                    in -> Currency.getInstance(in.readUtf8())),
            new Scalar<>(
                    Tag.LOCALE,
                    Locale.class,
                    (v, out) -> out.writeUtf8(tagOf(v)),
                    in -> Locale.forLanguageTag(in.readUtf8())),
            new Scalar<>(Tag.URL, URL.class, (v, out) -> out.writeUtf8(formOf(v)), in -> url(in.readUtf8())));

    /** The JDK looks for a protocol's handler by a class name made of the protocol, so only its own protocols may come from bytes. */
    private static final Set<String> URL_PROTOCOLS = Set.of("http", "https", "ftp", "file", "mailto", "jar");

    private static void writeUuid(UUID value, WireOutput out) {
        out.writeFixed64(value.getMostSignificantBits());
        out.writeFixed64(value.getLeastSignificantBits());
    }

    /** A few historic locales ({@code no_NO_NY}) have a tag that reads back as another one. */
    static String tagOf(Locale value) {
        String tag = value.toLanguageTag();
        if (!Locale.forLanguageTag(tag).equals(value)) {
            throw new UnencodableValueException("the locale " + value + " has no language tag");
        }
        return tag;
    }

    static String formOf(URL value) {
        String form = value.toExternalForm();
        try {
            if (!url(form).toExternalForm().equals(form)) {
                throw new UnencodableValueException("a URL that its text does not give back");
            }
        } catch (UndecodableEntryException e) {
            throw new UnencodableValueException("a URL of the protocol " + value.getProtocol(), e);
        }
        return form;
    }

    static URL url(String form) {
        int colon = form.indexOf(':');
        if (colon < 0 || !URL_PROTOCOLS.contains(form.substring(0, colon))) {
            throw new UndecodableEntryException("a URL of a protocol that is not stored");
        }
        if (form.startsWith("jar:")) {
            url(form.substring(colon + 1)); // its handler parses a nested URL, to which the same rule applies
        }
        try {
            return new URL(form);
        } catch (MalformedURLException e) {
            throw new UndecodableEntryException("not a URL", e);
        }
    }

    private static void writeAddress(InetAddress value, WireOutput out) {
        requireBare(value);
        out.writeBytes(value.getAddress());
    }

    /** Only the address itself is kept: neither a host name, which equality ignores and later code may not, nor an IPv6 scope. */
    static void requireBare(InetAddress value) {
        boolean named = !value.toString().startsWith("/");
        boolean scoped = value instanceof Inet6Address v6 && (v6.getScopeId() != 0 || v6.getScopedInterface() != null);
        if (named || scoped) {
            throw new UnencodableValueException("an internet address with a host name or a scope");
        }
    }

    private static InetAddress readAddress(WireInput in) {
        try {
            return InetAddress.getByAddress(in.readBytes());
        } catch (UnknownHostException e) {
            throw new UndecodableEntryException("not an internet address", e);
        }
    }

    private TextScalars() {}
}

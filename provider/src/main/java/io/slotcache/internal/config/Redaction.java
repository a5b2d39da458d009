// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import java.util.regex.Pattern;

/** What of a value may be printed: addresses lose their user, password and query. */
final class Redaction {

    private static final String HIDDEN = "***";

    /** Before each address but the first. A comma inside a password is not followed by a scheme, so it splits nothing. */
    static final Pattern NEXT_ADDRESS = Pattern.compile(",(?=\\s*\\w+://)");

    /** Keys that don't exist, but whose value is none to print: {@code …slotcache.password}. */
    private static final Pattern SECRET_KEY = Pattern.compile("(?i)pass|pwd|secret|token|credential");

    private Redaction() {}

    /** The value of a key that may be misspelt: all of it is hidden if the key's last part speaks of a secret. */
    static String of(String key, Object value) {
        String name = key.substring(key.lastIndexOf('.') + 1);
        return SECRET_KEY.matcher(name).find() ? HIDDEN : of(value.toString());
    }

    static String of(String text) {
        StringBuilder printable = new StringBuilder();
        for (String address : NEXT_ADDRESS.split(text, -1)) {
            printable.append(printable.isEmpty() ? "" : ",").append(ofAddress(address));
        }
        return printable.toString();
    }

    /** Cuts at the last {@code @}, since a password that someone forgot to encode may hold one. */
    private static String ofAddress(String address) {
        int at = address.lastIndexOf('@');
        int scheme = address.indexOf("://");
        boolean absolute = scheme >= 0;
        String printable = address;
        if (at >= 0) {
            int start = absolute && scheme < at ? scheme + "://".length() : 0;
            printable = address.substring(0, start) + HIDDEN + address.substring(at);
        }
        int query = absolute ? printable.indexOf('?') : -1;
        return query < 0 ? printable : printable.substring(0, query + 1) + HIDDEN;
    }
}

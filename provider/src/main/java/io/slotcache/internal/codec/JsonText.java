// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

/** JSON strings that UTF-8 alone cannot carry. */
final class JsonText {

    /** The string in quotes and in ASCII, with an escape for each char that is not. */
    static String escaped(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            boolean plain = c >= ' ' && c <= '~' && c != '"' && c != '\\';
            literal.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return literal.append('"').toString();
    }

    private JsonText() {}
}

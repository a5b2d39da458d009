// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import java.util.function.IntPredicate;

/** A namespace: text that can begin a key and can't be taken for another part of it. */
final class NamespaceForm {

    static final ValueForm<String> NAMESPACE = new ValueForm<>(
            "text without braces, colon, percent sign and whitespace", given -> checked(given.toString()));

    private NamespaceForm() {}

    private static String checked(String namespace) throws RefusedValueException {
        RefusedValueException.unless(!namespace.isEmpty(), "every key begins with it, so it can't be empty");
        refuse(namespace, c -> c == '{' || c == '}', "braces enclose the hash tag that places a key in its slot");
        refuse(namespace, c -> c == ':', "a colon separates the parts of a key");
        refuse(namespace, c -> c == '%', "a percent sign begins an escaped character in a key");
        refuse(
                namespace,
                c -> Character.isWhitespace(c) || Character.isISOControl(c),
                "whitespace splits a key in redis-cli and in ACL rules");
        return namespace;
    }

    private static void refuse(String namespace, IntPredicate character, String reason) throws RefusedValueException {
        RefusedValueException.unless(namespace.chars().noneMatch(character), reason);
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Names of classes and packages, separated by commas. */
final class ClassPatternsForm {

    static final ValueForm<List<String>> CLASS_PATTERNS = new ValueForm<>(
            "class names (com.acme.Money), packages (com.acme.values.*) and packages with those below them"
                    + " (com.acme.**), separated by commas",
            given -> parse(given.toString()));

    private static final String NAME = "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*";
    private static final Pattern PATTERN = Pattern.compile(NAME + "(\\." + NAME + ")*(\\.\\*\\*?)?");

    private ClassPatternsForm() {}

    private static List<String> parse(String text) throws RefusedValueException {
        List<String> patterns =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        for (String pattern : patterns) {
            RefusedValueException.unless(!pattern.startsWith("*"), "a list that allows every class is none");
            RefusedValueException.unless(PATTERN.matcher(pattern).matches());
        }
        return patterns;
    }
}

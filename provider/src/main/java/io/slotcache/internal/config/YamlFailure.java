// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says where a YAML could not be read, without quoting it: the messages of the YAML reader show the lines around and
 * the value, and either may be a password.
 */
final class YamlFailure {

    private static final Pattern MARK = Pattern.compile("line (\\d+), column (\\d+)");
    private static final Pattern PROPERTY = Pattern.compile("Cannot create property=(\\w+) for JavaBean=");

    private YamlFailure() {}

    static String describe(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        Set<String> path = new LinkedHashSet<>();
        PROPERTY.matcher(message).results().forEach(match -> path.add(match.group(1)));
        if (path.isEmpty()) {
            return "not a valid Redisson YAML" + place(message);
        }
        String property = String.join(".", path);
        return isUnknownProperty(failure)
                ? "Redisson has no property " + property + place(message)
                : "Redisson can't use the value of " + property + place(message);
    }

    /** Redisson's reader doesn't look for this case and fails on the property it did not find. */
    private static boolean isUnknownProperty(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof NullPointerException;
    }

    /** The innermost mark, which is the last one in the file. */
    private static String place(String message) {
        int line = 0;
        int column = 0;
        Matcher mark = MARK.matcher(message);
        while (mark.find()) {
            int nextLine = Integer.parseInt(mark.group(1));
            int nextColumn = Integer.parseInt(mark.group(2));
            if (nextLine > line || (nextLine == line && nextColumn > column)) {
                line = nextLine;
                column = nextColumn;
            }
        }
        return line == 0 ? "" : ", at line " + line + ", column " + column;
    }
}

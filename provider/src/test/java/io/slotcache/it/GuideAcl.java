// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The smallest ACL, read out of docs/guide.md, so that the page and what is tested cannot part. */
final class GuideAcl {

    private static final Pattern RULE = Pattern.compile("(?s)\nACL SETUSER slotcache (on >password [^`]*)\n```");

    /** A row of the table of further rights. */
    private static final Pattern FURTHER = Pattern.compile("(?m)^\\| `(\\+[^`]+)` \\| .*");

    private GuideAcl() {}

    /** What follows {@code ACL SETUSER <user>}, for a namespace. */
    static List<String> rules(String password, String namespace) {
        return words(find(RULE)).stream()
                .map(rule -> rule.equals(">password") ? ">" + password : rule)
                .map(rule -> rule.equals("~slotcache:*") ? "~" + namespace + ":*" : rule)
                .toList();
    }

    /** The commands among them, {@code +…}. */
    static Stream<String> commands() {
        return words(find(RULE)).stream().filter(rule -> rule.startsWith("+"));
    }

    /** Of rights that are for one thing each, all that stand in the row which speaks of this. */
    static List<String> further(String subject) {
        return FURTHER.matcher(guide())
                .results()
                .filter(row -> row.group().contains(subject))
                .flatMap(row ->
                        Pattern.compile("\\+[a-z|\\\\]+").matcher(row.group()).results())
                .map(right -> right.group().replace("\\", ""))
                .distinct()
                .toList();
    }

    private static String find(Pattern pattern) {
        Matcher matcher = pattern.matcher(guide());
        if (!matcher.find()) {
            throw new IllegalStateException("docs/guide.md has no " + pattern);
        }
        return matcher.group(1);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("\\s+")).toList();
    }

    private static String guide() {
        try {
            return Files.readString(Path.of("../docs/guide.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import java.util.regex.Pattern;

/** What a command is about, in a word, read off its arguments as MONITOR shows them. */
final class CommandSubject {

    private static final Pattern ARGUMENT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private CommandSubject() {}

    static String of(String line) {
        List<String> arguments = ARGUMENT.matcher(line)
                .results()
                .map(result -> result.group(1))
                .limit(5)
                .toList();
        for (String argument : arguments) {
            int name = argument.indexOf("}:") + 2;
            if (name > 1 && !argument.endsWith("}:c") && !argument.endsWith("}:e")) {
                return ofRegion(argument.substring(name));
            }
            if (argument.startsWith("R:") || argument.startsWith("G:")) {
                return ofRegion(argument.substring(2));
            }
        }
        // A script on a region: its digest, the number of keys and the two keys come first.
        return ofRegion(arguments.get(arguments.size() - 1));
    }

    /** @param name of a region, perhaps with more after it */
    private static String ofRegion(String name) {
        String region = URLDecoder.decode(name.split("[/@:]")[0], UTF_8);
        if (region.equals("*")) {
            return "everything";
        } else if (region.equals(TestTables.REGION)) {
            return "table";
        } else if (region.equals("default-query-results-region")) {
            return "result";
        } else if (region.endsWith("##NaturalId")) {
            return "natural id";
        }
        // The entities are nested classes, and a collection is named by its entity and the property.
        return region.indexOf('.', region.indexOf('$')) < 0 ? "entity" : "collection";
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration file in a server's working directory. */
final class ConfigurationFile {

    static final String NAME = "redis.conf";

    /** The log beside it. */
    static final String LOG = "server.log";

    private ConfigurationFile() {}

    /** Writes the directives in order: of two of one name the later wins. */
    static void write(Path directory, List<List<String>> directives) throws IOException {
        String text = directives.stream().map(ConfigurationFile::line).collect(Collectors.joining());
        Files.writeString(directory.resolve(NAME), text, UTF_8);
    }

    private static String line(List<String> directive) {
        String values =
                directive.stream().skip(1).map(ConfigurationFile::quoted).collect(Collectors.joining(" "));
        return directive.get(0) + " " + values + "\n";
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}

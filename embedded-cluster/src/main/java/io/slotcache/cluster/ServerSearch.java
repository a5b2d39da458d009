// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The search for a server program, in the order {@link RedisServerExecutable} tells. What it reads of the environment
 * is passed in.
 *
 * @param explicit path given to the builder, or null
 * @param property value of the system property, or null
 * @param pathVariable value of the environment variable PATH
 * @param carried the server on the class path
 */
record ServerSearch(@Nullable Path explicit, @Nullable String property, String pathVariable, CarriedServer carried) {

    private static final List<String> NAMES = List.of("redis-server", "valkey-server");

    static ServerSearch ofThisMachine(@Nullable Path explicit) {
        return new ServerSearch(
                explicit,
                System.getProperty(RedisServerExecutable.PROPERTY),
                Objects.requireNonNullElse(System.getenv("PATH"), ""),
                new CarriedServer(System.getProperty("os.name", ""), System.getProperty("os.arch", "")));
    }

    RedisServerExecutable find(Path extractionDirectory) {
        if (explicit != null) {
            return required(explicit, "given by the caller");
        }
        if (property != null) {
            return required(Path.of(property), "system property " + RedisServerExecutable.PROPERTY);
        }
        List<String> refusals = new ArrayList<>();
        return onPath(refusals)
                .or(() -> carried(extractionDirectory, refusals))
                .orElseThrow(() -> new EmbeddedClusterException("No Redis or Valkey server of version "
                        + ServerVersion.OLDEST + " or newer. Install one, or name it by the system property "
                        + RedisServerExecutable.PROPERTY + ". Looked at: " + String.join("; ", refusals)));
    }

    private static RedisServerExecutable required(Path path, String origin) {
        try {
            return checked(path, origin);
        } catch (IOException e) {
            throw new EmbeddedClusterException("The server " + path + " (" + origin + ") " + e.getMessage(), e);
        }
    }

    private Optional<RedisServerExecutable> onPath(List<String> refusals) {
        for (String directory : pathVariable.split(File.pathSeparator, -1)) {
            for (String name : NAMES) {
                Path candidate = Path.of(directory, name);
                if (directory.isEmpty() || !Files.isExecutable(candidate)) {
                    continue;
                }
                try {
                    return Optional.of(checked(candidate, "on the PATH"));
                } catch (IOException e) {
                    refusals.add(candidate + " " + e.getMessage());
                }
            }
        }
        refusals.add("the PATH has no " + String.join(" or ", NAMES) + " that fits: "
                + Arrays.toString(pathVariable.split(File.pathSeparator, -1)));
        return Optional.empty();
    }

    private Optional<RedisServerExecutable> carried(Path extractionDirectory, List<String> refusals) {
        try {
            return Optional.of(checked(carried.extractTo(extractionDirectory), CarriedServer.ORIGIN));
        } catch (IOException e) {
            refusals.add(CarriedServer.ORIGIN + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static RedisServerExecutable checked(Path path, String origin) throws IOException {
        ServerVersion version = ServerVersion.of(path);
        if (version.compareTo(ServerVersion.OLDEST) < 0) {
            throw new IOException("is version " + version + ", older than " + ServerVersion.OLDEST);
        }
        return new RedisServerExecutable(path, version.toString(), origin);
    }
}

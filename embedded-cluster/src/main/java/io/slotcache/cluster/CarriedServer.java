// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The Redis 7.0.15 that the artifact {@code org.signal:embedded-redis} carries as class-path resources, statically
 * linked, one for each platform.
 */
final class CarriedServer {

    /** Human-readable, for {@link RedisServerExecutable#origin()}. */
    static final String ORIGIN = "carried by org.signal:embedded-redis";

    private static final String PREFIX = "redis-server-7.0.15-";

    private final Optional<String> resource;
    private final String platform;

    /**
     * @param osName as in the system property {@code os.name}
     * @param osArch as in the system property {@code os.arch}
     */
    CarriedServer(String osName, String osArch) {
        this.platform = osName + " " + osArch;
        this.resource =
                system(osName).flatMap(system -> architecture(osArch).map(arch -> PREFIX + system + "-" + arch));
    }

    /**
     * Writes the server for this platform to {@code directory} and makes it executable.
     *
     * @throws IOException if there is none for this platform or it cannot be written; the message says which
     */
    Path extractTo(Path directory) throws IOException {
        String name = resource.orElseThrow(() -> new IOException("none for " + platform));
        Path target = directory.resolve(name);
        try (InputStream in = CarriedServer.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            Files.copy(in, target);
        }
        if (!target.toFile().setExecutable(true)) {
            throw new IOException(target + " cannot be made executable");
        }
        return target;
    }

    private static Optional<String> system(String osName) {
        String name = osName.toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) {
            return Optional.of("linux");
        }
        return name.startsWith("mac") ? Optional.of("darwin") : Optional.empty();
    }

    private static Optional<String> architecture(String osArch) {
        return switch (Objects.requireNonNull(osArch).toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> Optional.of("amd64");
            case "aarch64", "arm64" -> Optional.of("arm64");
            default -> Optional.empty();
        };
    }
}

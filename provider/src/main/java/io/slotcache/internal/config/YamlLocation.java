// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a file of the user's is: a URL, a {@code classpath:} resource, a path, or else the bare name of a resource. */
final class YamlLocation {

    private static final String CLASSPATH = "classpath:";

    /** Two letters or more, so that a Windows drive is none. */
    private static final Pattern URL_SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");

    /** A server that hangs may not hold up the application's start for longer. */
    private static final int URL_TIMEOUT_MILLIS = 5_000;

    private YamlLocation() {}

    /** The text, as UTF-8. */
    static String read(String location) throws IOException {
        try (InputStream bytes = open(location)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Whether the class path has a resource of this name. */
    static boolean isResource(String name) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        return (application != null && application.getResource(name) != null)
                || YamlLocation.class.getClassLoader().getResource(name) != null;
    }

    private static InputStream open(String location) throws IOException {
        if (location.startsWith(CLASSPATH)) {
            return found(resource(location.substring(CLASSPATH.length())), "no such resource on the class path");
        }
        if (URL_SCHEME.matcher(location).matches()) {
            return openUrl(location);
        }
        Path file = path(location);
        return file != null && Files.exists(file)
                ? Files.newInputStream(file)
                : found(resource(location), "no such file, and no such resource on the class path");
    }

    private static InputStream openUrl(String location) throws IOException {
        URL url;
        try {
            url = URI.create(location).toURL();
        } catch (IllegalArgumentException e) {
            throw new IOException("not a URL", e);
        }
        URLConnection connection = url.openConnection();
        connection.setConnectTimeout(URL_TIMEOUT_MILLIS);
        connection.setReadTimeout(URL_TIMEOUT_MILLIS);
        connection.setUseCaches(false); // a cached jar file would stay open
        return connection.getInputStream();
    }

    private static @Nullable Path path(String location) {
        try {
            return Path.of(location);
        } catch (InvalidPathException noPathHere) {
            return null;
        }
    }

    /** The application's class path first: in a container it isn't ours. */
    private static @Nullable InputStream resource(String name) {
        String absolute = name.startsWith("/") ? name.substring(1) : name;
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        InputStream found = application == null ? null : application.getResourceAsStream(absolute);
        return found != null ? found : YamlLocation.class.getClassLoader().getResourceAsStream(absolute);
    }

    private static InputStream found(@Nullable InputStream resource, String complaint) throws IOException {
        if (resource == null) {
            throw new FileNotFoundException(complaint);
        }
        return resource;
    }
}

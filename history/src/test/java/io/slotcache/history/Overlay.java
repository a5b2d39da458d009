// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;

/** Classes and scripts of the provider, changed, in a directory that stands before it on a class path. */
final class Overlay {

    private final Path directory;

    Overlay(Path directory) {
        this.directory = directory;
    }

    /** The class path with the changes. */
    String classPath() {
        return directory + java.io.File.pathSeparator + WorkerClassPath.plain();
    }

    /** Changes a script in the one place that holds this text. */
    void script(String name, String text, String replacement) {
        String path = "io/slotcache/lua/" + name + ".lua";
        try (InputStream in = Overlay.class.getResourceAsStream("/" + path)) {
            Path changed = directory.resolve(path);
            String before = Files.exists(changed) ? Files.readString(changed) : new String(in.readAllBytes(), UTF_8);
            int at = before.indexOf(text);
            if (at < 0 || before.indexOf(text, at + 1) >= 0) {
                throw new IllegalArgumentException(name + ".lua does not hold exactly once: " + text);
            }
            Files.createDirectories(changed.getParent());
            Files.writeString(changed, before.replace(text, replacement));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a method of a class of {@code io.slotcache.internal} another body. */
    void method(String className, String method, Implementation body) {
        String name = "io.slotcache.internal." + className;
        ClassFileLocator locator = ClassFileLocator.ForClassLoader.of(Overlay.class.getClassLoader());
        var type = TypePool.Default.of(Overlay.class.getClassLoader())
                .describe(name)
                .resolve();
        if (type.getDeclaredMethods().filter(named(method)).isEmpty()) {
            throw new IllegalArgumentException(name + " has no method " + method);
        }
        try {
            new ByteBuddy()
                    .redefine(type, locator)
                    .method(named(method))
                    .intercept(body)
                    .make()
                    .saveIn(directory.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Classes and scripts of the provider, changed in their source text, in a directory that stands before the provider on a class path. */
final class Overlay {

    private static final Path PROVIDER = Path.of("..", "provider", "src", "main");
    private static final Path SCRIPTS = Path.of("resources", "io", "slotcache", "lua");
    private static final Path CLASSES = Path.of("java", "io", "slotcache", "internal");

    private final Path directory;
    private final Map<Path, String> changed = new LinkedHashMap<>();

    /** @param directory an empty one */
    Overlay(Path directory) {
        this.directory = directory;
    }

    /** Changes a script in the one place that holds this text. */
    Overlay script(String name, String text, String replacement) {
        return change(SCRIPTS.resolve(name + ".lua"), text, replacement);
    }

    /**
     * Changes a class in the one place that holds this text.
     *
     * @param name path below {@code io/slotcache/internal}, without ending
     */
    Overlay source(String name, String text, String replacement) {
        return change(CLASSES.resolve(name + ".java"), text, replacement);
    }

    private Overlay change(Path file, String text, String replacement) {
        String before = changed.computeIfAbsent(file, Overlay::read);
        int at = before.indexOf(text);
        if (at < 0 || before.indexOf(text, at + 1) >= 0) {
            throw new IllegalArgumentException(file + " does not hold exactly once: " + text);
        }
        changed.put(file, before.substring(0, at) + replacement + before.substring(at + text.length()));
        return this;
    }

    private static String read(Path file) {
        try {
            return Files.readString(PROVIDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class path with the changes. */
    String classPath() throws IOException {
        return directory() + java.io.File.pathSeparator + WorkerClassPath.plain();
    }

    /** Where the changes are, compiled. */
    Path directory() throws IOException {
        Path sources = Files.createDirectories(directory.resolve("sources"));
        Path classes = Files.createDirectories(directory.resolve("classes"));
        for (Map.Entry<Path, String> file : changed.entrySet()) {
            Path root = file.getKey().startsWith("java") ? sources : classes;
            // Without the first name, which only says of what kind the file is.
            Path target = root.resolve(
                    file.getKey().subpath(1, file.getKey().getNameCount()).toString());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }
        compile(sources, classes);
        return classes;
    }

    private static void compile(Path sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> found = Files.walk(sources)) {
            List<Path> units =
                    found.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options =
                    List.of("-d", classes.toString(), "-cp", WorkerClassPath.plain(), "-proc:none", "-nowarn");
            if (!units.isEmpty()
                    && !compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(units))
                            .call()) {
                throw new IllegalArgumentException("The changed classes do not compile; see the output");
            }
        }
    }
}

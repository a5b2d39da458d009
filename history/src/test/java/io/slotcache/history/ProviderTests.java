// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs tests of the provider on a changed provider, within this JVM: the provider and its tests are loaded anew each time, the libraries once. One
 * cluster serves all of it, and nodes that a test leaves dead are repaired before the next.
 */
final class ProviderTests implements AutoCloseable {

    private static final String TESTS = "io.slotcache.";

    private final LauncherSession session = LauncherFactory.openSession();
    private final List<URL> provider = new ArrayList<>();
    private final ClassLoader libraries;

    ProviderTests() throws ReflectiveOperationException, IOException {
        List<URL> others = new ArrayList<>();
        Set<Path> changing =
                Set.of(locationOf("io.slotcache.SlotCacheRegionFactory"), locationOf("io.slotcache.it.TestNode"));
        for (String entry : WorkerClassPath.plain().split(java.io.File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath().normalize();
            (changing.contains(path) ? provider : others).add(path.toUri().toURL());
        }
        libraries = new URLClassLoader(others.toArray(URL[]::new), new Shared());
        // Where the extension looks for it. Closed with the session.
        session.getStore()
                .put(
                        Namespace.create(List.of(EmbeddedClusterExtension.class)),
                        EmbeddedCluster.class,
                        EmbeddedCluster.start());
    }

    private static Path locationOf(String className) throws ReflectiveOperationException {
        URL location = Class.forName(className, false, ProviderTests.class.getClassLoader())
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        return Path.of(java.net.URI.create(location.toString()))
                .toAbsolutePath()
                .normalize();
    }

    /**
     * Those of the tests that fail, with what they say.
     *
     * @param changes classes that stand before the provider's
     * @param tests {@code package.Class#method}, below {@code io.slotcache}
     */
    Map<String, String> failures(Path changes, Collection<String> tests) throws Exception {
        List<URL> path = new ArrayList<>(List.of(changes.toUri().toURL()));
        path.addAll(provider);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(path.toArray(URL[]::new), libraries)) {
            thread.setContextClassLoader(loader);
            Failures failures = new Failures();
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectors(loader, tests))
                                    .build(),
                            failures);
            return failures.byTest;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Each of the control's tests fails, and nothing else does. */
    void assertCaught(Control.Directed control, Path directory) throws Exception {
        Overlay overlay = new Overlay(directory);
        control.change().apply(overlay);
        assertThat(failures(overlay.directory(), control.tests()))
                .as(control.rule())
                .containsOnlyKeys(control.tests());
    }

    private static List<DiscoverySelector> selectors(ClassLoader loader, Collection<String> tests)
            throws ClassNotFoundException {
        List<DiscoverySelector> selectors = new ArrayList<>();
        for (String test : new TreeSet<>(tests)) {
            Method method = methods(loader, test).stream()
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException("There is no test " + test));
            selectors.add(DiscoverySelectors.selectMethod(method.getDeclaringClass(), method));
        }
        return selectors;
    }

    /** Those of that name. */
    static List<Method> methods(ClassLoader loader, String test) throws ClassNotFoundException {
        int hash = test.indexOf('#');
        Class<?> type = Class.forName(TESTS + test.substring(0, hash), false, loader);
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(test.substring(hash + 1)))
                .toList();
    }

    @Override
    public void close() {
        session.close();
    }

    /** What is one and the same class for these tests and for the one that runs them. */
    private static final class Shared extends ClassLoader {

        private static final List<String> PACKAGES =
                List.of("org.junit.", "org.opentest4j.", "io.slotcache.cluster.", "org.slf4j.", "ch.qos.logback.");

        Shared() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (PACKAGES.stream().anyMatch(name::startsWith)) {
                return ProviderTests.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    /** What failed, by test; what is no test's own failure counts under its own name. */
    private static final class Failures implements TestExecutionListener {

        private final Map<String, String> byTest = new TreeMap<>();

        @Override
        public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
            if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                String test = identifier
                        .getSource()
                        .filter(MethodSource.class::isInstance)
                        .map(MethodSource.class::cast)
                        .map(method -> method.getClassName().substring(TESTS.length()) + '#' + method.getMethodName())
                        .orElse(identifier.getDisplayName());
                byTest.putIfAbsent(
                        test, result.getThrowable().map(Throwable::toString).orElse("aborted"));
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives JUnit tests an {@link EmbeddedCluster} with default parameters as a parameter of a method or constructor.
 *
 * <p>One cluster serves all test classes of a run: it is started when first asked for and closed at the end of the run.
 * Before each class it is {@linkplain EmbeddedCluster#repair() repaired}, so a test may leave nodes dead or paused.
 * Roles, slots and data stay as they were left. A test that adds masters, needs a shorter node timeout or disturbs
 * classes that run in parallel starts a cluster of its own with {@link EmbeddedCluster#builder()}.
 *
 * <pre>{@code
 * @ExtendWith(EmbeddedClusterExtension.class)
 * final class RegionIT {
 *     @Test
 *     void survivesAFailover(EmbeddedCluster cluster) { ... }
 * }
 * }</pre>
 */
public final class EmbeddedClusterExtension implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(EmbeddedClusterExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        EmbeddedCluster shared = store(context).get(EmbeddedCluster.class, EmbeddedCluster.class);
        if (shared != null) {
            shared.repair();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedCluster.class;
    }

    /** The shared cluster. The store of the root context closes it after the last test. */
    @Override
    public EmbeddedCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return store(context)
                .computeIfAbsent(EmbeddedCluster.class, key -> EmbeddedCluster.start(), EmbeddedCluster.class);
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE);
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.CacheMode;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of mapping, in every form that an entry can have: what is found in the cache is what the database would give. */
@ParameterizedClass
@EnumSource
@ExtendWith(EmbeddedClusterExtension.class)
final class EveryMappingIT {

    enum Form {
        BINARY("binary", false),
        JSON("json", false),
        BINARY_STRUCTURED("binary", true),
        JSON_STRUCTURED("json", true);

        private final Map<String, Object> settings;

        Form(String codec, boolean structured) {
            settings = Map.of(
                    SlotCacheSettings.CODEC,
                    codec,
                    SlotCacheSettings.ALLOWED_CLASSES,
                    AttributeMappings.Stamp.class.getName(),
                    "hibernate.cache.use_structured_entries",
                    structured,
                    "hibernate.globally_quoted_identifiers",
                    "true",
                    "hibernate.type.wrapper_array_handling",
                    structured ? "LEGACY" : "ALLOW");
        }
    }

    private static TwoNodes nodes;

    EveryMappingIT(Form form) {}

    @BeforeParameterizedClassInvocation
    static void start(Form form, EmbeddedCluster cluster) {
        nodes = TwoNodes.start(cluster, form.settings, entities());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        nodes.close();
    }

    private static Class<?>[] entities() {
        return Stream.of(
                        new Class<?>[] {AllBasics.class},
                        AttributeMappings.ENTITIES,
                        IdentityMappings.ENTITIES,
                        VersionMappings.ENTITIES)
                .flatMap(Arrays::stream)
                .toArray(Class<?>[]::new);
    }

    static Stream<MappingCase<?>> cases() {
        return Stream.of(
                        List.of(AllBasics.CASE), AttributeMappings.CASES, IdentityMappings.CASES, VersionMappings.CASES)
                .flatMap(List::stream);
    }

    /** What a transaction leaves behind in the cache: the state that it had in memory. */
    @ParameterizedTest
    @MethodSource("cases")
    <T> void inserted_and_changed_state_is_found_by_the_other_node(MappingCase<T> mapping) {
        Saved saved = nodes.first().fromTransaction(session -> {
            T entity = mapping.persist().apply(session, TwoNodes.newId());
            session.flush();
            return new Saved(session.getIdentifier(entity), mapping.content().apply(entity));
        });
        nodes.first().awaitQuiet();
        assertSame(hit(nodes.second(), mapping, saved.id), saved.content);
        if (mapping.change() == null) {
            return;
        }
        List<?> changed = nodes.second().fromTransaction(session -> {
            T entity = session.find(mapping.type(), saved.id);
            mapping.change().accept(session, entity);
            session.flush();
            return mapping.content().apply(entity);
        });
        nodes.second().awaitQuiet();
        assertThat(changed).isNotEqualTo(saved.content);
        assertSame(hit(nodes.first(), mapping, saved.id), changed);
    }

    /** What a load leaves behind: the state that the database gave. */
    @ParameterizedTest
    @MethodSource("cases")
    <T> void loaded_state_is_found_by_the_other_node(MappingCase<T> mapping) {
        Object id = nodes.first()
                .fromTransaction(
                        session -> session.getIdentifier(mapping.persist().apply(session, TwoNodes.newId())));
        nodes.first().factory().getCache().evictAllRegions();
        hit(nodes.second(), mapping, id);

        List<?> inDatabase = nodes.first().fromTransaction(session -> {
            session.setCacheMode(CacheMode.IGNORE);
            return mapping.content().apply(session.find(mapping.type(), id));
        });
        assertSame(hit(nodes.first(), mapping, id), inDatabase);
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T> void deleted_row_is_gone_for_the_other_node(MappingCase<T> mapping) {
        Object id = nodes.first()
                .fromTransaction(
                        session -> session.getIdentifier(mapping.persist().apply(session, TwoNodes.newId())));
        nodes.first().awaitQuiet();
        hit(nodes.second(), mapping, id);
        nodes.first().inTransaction(session -> session.remove(session.find(mapping.type(), id)));
        nodes.first().awaitQuiet();
        assertThat(nodes.second().find(mapping.type(), id).entity()).isNull();
    }

    /** The cases are worth what they cover: an entity without one would go unproved. */
    @Test
    void every_entity_has_a_case_or_is_part_of_one() {
        SessionFactoryImplementor factory = nodes.first().factory().unwrap(SessionFactoryImplementor.class);
        List<String> types =
                cases().map(mapping -> mapping.type().getName()).distinct().toList();
        assertThat(factory.getMappingMetamodel().streamEntityDescriptors().map(entity -> entity.getRootEntityName()))
                .allMatch(root -> types.contains(root)
                        || List.of(AttributeMappings.Target.class.getName(), IdentityMappings.Parent.class.getName())
                                .contains(root));
    }

    private record Saved(Object id, List<?> content) {}

    /** What a new session finds, once it finds all of it without a statement. It must not take what it found for changed either. */
    private static <T> List<?> hit(TestNode node, MappingCase<T> mapping, Object id) {
        node.awaitLeases();
        return await("a hit on " + mapping)
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> withoutStatement(node, mapping, id), content -> content != null);
    }

    private static <T> List<?> withoutStatement(TestNode node, MappingCase<T> mapping, Object id) {
        long statements = node.statistics().getPrepareStatementCount();
        long updates = node.statistics().getEntityUpdateCount();
        List<?> content = node.fromTransaction(session -> mapping.content().apply(session.find(mapping.type(), id)));
        assertThat(node.statistics().getEntityUpdateCount()).as("updates").isEqualTo(updates);
        node.awaitQuiet();
        return node.statistics().getPrepareStatementCount() == statements ? content : null;
    }

    private static void assertSame(List<?> actual, List<?> expected) {
        assertThat(actual).usingRecursiveComparison().withStrictTypeChecking().isEqualTo(expected);
    }
}

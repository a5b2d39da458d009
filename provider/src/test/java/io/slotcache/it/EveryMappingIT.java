// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

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
                    SlotCacheSettings.COMMAND_TIMEOUT,
                    "PT20S",
                    "hibernate.cache.use_structured_entries",
                    structured,
                    "hibernate.auto_quote_keyword",
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
    @Test
    void inserted_and_changed_state_is_found_by_the_other_node() {
        List<MappingRow<?>> rows = inserted();
        assertHits(nodes.second(), rows);

        List<MappingRow<?>> changed =
                rows.stream().filter(MappingRow::isChangeable).toList();
        each(changed, row -> row.change(nodes.second()));
        nodes.second().awaitQuiet();
        assertHits(nodes.first(), changed);
    }

    /** What a load leaves behind: the state that the database gave. */
    @Test
    void loaded_state_is_found_by_the_other_node() {
        List<MappingRow<?>> rows = inserted();
        nodes.first().factory().getCache().evictAllRegions();
        awaitHits(nodes.second(), rows);
        each(rows, row -> row.expectDatabase(nodes.first()));
        assertHits(nodes.first(), rows);
    }

    @Test
    void deleted_row_is_gone_for_the_other_node() {
        List<MappingRow<?>> rows = inserted();
        awaitHits(nodes.second(), rows);
        each(rows, row -> row.delete(nodes.first()));
        nodes.first().awaitQuiet();
        each(rows, row -> row.assertGone(nodes.second()));
    }

    /** The cases are worth what they cover: an entity without one would go unproved. */
    @Test
    void every_entity_has_a_case_or_is_part_of_one() {
        SessionFactoryImplementor factory = nodes.first().factory().unwrap(SessionFactoryImplementor.class);
        List<String> types =
                cases().map(mapping -> mapping.type().getName()).distinct().toList();
        assertThat(factory.getMappingMetamodel().streamEntityDescriptors().map(entity -> entity.getRootEntityName()))
                .allMatch(root -> types.contains(root)
                        || List.of(
                                        AttributeMappings.Target.class.getName(),
                                        AttributeMappings.Choice.class.getName(),
                                        IdentityMappings.Parent.class.getName())
                                .contains(root));
    }

    /** A row of each case, committed by the first node. */
    private static List<MappingRow<?>> inserted() {
        List<MappingRow<?>> rows = new ArrayList<>();
        assertAll(cases().map(mapping -> () -> rows.add(MappingRow.insert(nodes.first(), mapping))));
        nodes.first().awaitQuiet();
        return rows;
    }

    private static void assertHits(TestNode node, List<MappingRow<?>> rows) {
        awaitHits(node, rows);
        each(rows, MappingRow::assertFound);
    }

    /** All of them together, as after another node's commits a node stores nothing until it has looked at the leases. */
    private static void awaitHits(TestNode node, List<MappingRow<?>> rows) {
        List<MappingRow<?>> missing = new ArrayList<>(rows);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    node.awaitLeases();
                    missing.removeIf(row -> row.isHit(node));
                    node.awaitQuiet();
                    assertThat(missing).as("misses").isEmpty();
                });
    }

    /** Also the rows behind one that fails. */
    private static void each(List<MappingRow<?>> rows, Consumer<MappingRow<?>> work) {
        assertAll(rows.stream().map(row -> () -> work.accept(row)));
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Catalogue.Address;
import io.slotcache.it.Catalogue.Novel;
import io.slotcache.it.Catalogue.Publisher;
import io.slotcache.it.Catalogue.Size;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** Entries in JSON: what is in Redis, and nodes that disagree about it. The second node writes JSON, the first binary entries. */
@ExtendWith(EmbeddedClusterExtension.class)
final class CodecIT {

    /** Only printable characters come through a client that reads replies as text. */
    private static final int HEADER_LENGTH = 54;

    private static EmbeddedCluster cluster;
    private static TwoNodes nodes;
    private static TestNode json;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void start(EmbeddedCluster sharedCluster) {
        cluster = sharedCluster;
        nodes = TwoNodes.start(cluster, Map.of(), Catalogue.ALL);
        json = nodes.add(Map.of(SlotCacheSettings.CODEC, "json"), Catalogue.ALL);
        json.awaitLeases();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void entry_is_json_that_anybody_can_read() throws Exception {
        Publisher publisher = publisher();
        Novel novel = new Novel();
        novel.id = TwoNodes.newId();
        novel.name = "Dune \"1\" é";
        novel.publisher = publisher;
        json.inTransaction(session -> {
            session.persist(publisher);
            session.persist(novel);
        });
        json.awaitHit(Publisher.class, publisher.id);
        json.awaitHit(Novel.class, novel.id);

        JsonNode stored = body(Publisher.class, publisher.id);
        assertThat(stored.fieldNames()).toIterable().containsExactly("entity", "attributes");
        assertThat(stored.get("entity").asText()).isEqualTo(Publisher.class.getName());
        assertThat(stored.get("attributes").toString())
                .isEqualTo(
                        "{\"address\":{\"frontage\":\"LARGE\",\"street\":\"Main\"},\"name\":\"old\",\"size\":\"SMALL\"}");
        assertThat(body(Novel.class, novel.id).get("attributes").toString())
                .isEqualTo("{\"name\":\"Dune \\\"1\\\" é\",\"publisher\":" + publisher.id + "}");
    }

    @Test
    void nodes_of_different_codecs_take_each_others_entries_for_misses_and_replace_them() {
        Long id = publisher().id;
        log.start();
        ((Logger) LoggerFactory.getLogger("io.slotcache")).addAppender(log);
        try {
            Publisher publisher = publisher();
            publisher.id = id;
            nodes.first().inTransaction(session -> session.persist(publisher));
            for (int turn = 0; turn < 3; turn++) {
                assertThat(nodes.first().awaitHit(Publisher.class, id).address.street)
                        .isEqualTo("Main");
                assertThat(json.find(Publisher.class, id).isHit()).isFalse();
                assertThat(json.awaitHit(Publisher.class, id).address.street).isEqualTo("Main");
                assertThat(nodes.second().find(Publisher.class, id).isHit()).isFalse();
            }
            json.inTransaction(session -> session.find(Publisher.class, id).name = "new");
            json.awaitQuiet();
            assertThat(nodes.first().find(Publisher.class, id).entity().name).isEqualTo("new");
            assertThat(json.find(Publisher.class, id).entity().name).isEqualTo("new");
        } finally {
            ((Logger) LoggerFactory.getLogger("io.slotcache")).detachAppender(log);
        }
        assertThat(List.copyOf(log.list).stream()
                        .map(ILoggingEvent::getFormattedMessage)
                        .filter(message -> message.contains("SLOTCACHE0037")))
                .as("once for each node that met the other's entries")
                .hasSizeBetween(2, 3);
    }

    @Test
    void without_jackson_binary_entries_work_and_json_is_refused_at_the_start() throws Exception {
        assertThat(withoutJackson("binary")).contains("found in the cache");
        assertThat(withoutJackson("json"))
                .contains("SLOTCACHE0131")
                .contains("hibernate.cache.slotcache.codec=json")
                .contains("jackson-core");
    }

    /** What {@link WithoutJackson} prints in a JVM with all of this class path but Jackson. */
    private static String withoutJackson(String codec) throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("jackson"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        WithoutJackson.class.getName(),
                        String.join(",", cluster.nodeUris()),
                        codec)
                .redirectErrorStream(true)
                .start();
        try (InputStream output = process.getInputStream()) {
            return new String(output.readAllBytes(), UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    private static JsonNode body(Class<?> type, Object id) throws Exception {
        Object body = cluster.command(
                nodes.master(type, id),
                "GETRANGE",
                nodes.first().cache().locate(type, id).key(),
                Integer.toString(HEADER_LENGTH),
                "-1");
        return new ObjectMapper().readTree((String) body);
    }

    private static Publisher publisher() {
        Publisher publisher = new Publisher();
        publisher.id = TwoNodes.newId();
        publisher.name = "old";
        publisher.size = Size.SMALL;
        publisher.address = new Address();
        publisher.address.street = "Main";
        publisher.address.frontage = Size.LARGE;
        return publisher;
    }
}

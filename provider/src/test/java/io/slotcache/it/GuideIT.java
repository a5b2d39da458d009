// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.SlotCacheStatistics;
import io.slotcache.SlotCacheStatistics.EntryCount;
import io.slotcache.SlotCacheStatistics.EntryCounts;
import io.slotcache.SlotCacheStatistics.EntryLocation;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What docs/guide.md shows, run. */
@ExtendWith(EmbeddedClusterExtension.class)
final class GuideIT {

    @Test
    void statistics_snippet(EmbeddedCluster cluster) throws IOException {
        try (TestNode node = TestNode.start(cluster, TestDatabase.create())) {
            node.inTransaction(session -> session.persist(new Book(1L, "Dune")));
            node.awaitQuiet();
            node.inTransaction(session -> session.find(Book.class, 1L));
            SessionFactory sessionFactory = node.factory();
            // tag::statistics[]
            SlotCacheStatistics cache = SlotCacheStatistics.of(sessionFactory);
            double hitRate = cache.region(Book.class.getName()).hitRate();
            EntryLocation place = cache.locate(Book.class, 1L);
            Optional<EntryCounts> entries = cache.entries();
            // end::statistics[]
            assertThat(entries.orElseThrow().total()).isEqualTo(new EntryCount(1, 0));
            // Hibernate asks once more, before the insert, whether there is such a row.
            assertThat(hitRate).isEqualTo(0.5);
            assertThat(cluster.command(cluster.masterOf(place.slot()), "EXISTS", place.key()))
                    .isEqualTo(1L);
            assertThat(place.master())
                    .endsWith(":" + cluster.masterOf(place.slot()).port());
        }
        assertThat(Files.readString(Path.of("../docs/guide.md"))).contains(snippet("statistics"));
    }

    private static String snippet(String tag) throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/slotcache/it/GuideIT.java"));
        String body = source.substring(source.indexOf("// tag::" + tag) + tag.length() + 11);
        return String.join(
                "\n",
                Arrays.stream(body.substring(0, body.indexOf("// end::" + tag))
                                .strip()
                                .split("\n"))
                        .map(String::strip)
                        .toList());
    }
}

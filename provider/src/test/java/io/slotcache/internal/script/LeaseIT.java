// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import static io.slotcache.internal.script.TestPartition.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.internal.lease.Stamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lease as every script that bumps the sequence leaves it, and where it never is: at replicas and on disk. */
@ExtendWith(EmbeddedClusterExtension.class)
final class LeaseIT {

    /** The scripts that bump the sequence, and those that do so when they meet an expired lock. */
    private enum Step {
        LOCK {
            @Override
            void take(TestPartition partition, Stamp stamp) {
                partition.lock("a", stamp);
            }
        },
        UNLOCK {
            @Override
            void take(TestPartition partition, Stamp stamp) {
                partition.unlock("a", stamp, null);
            }
        },
        EVICT {
            @Override
            void take(TestPartition partition, Stamp stamp) {
                partition.evict();
            }
        },
        EVICT_REGION {
            @Override
            void take(TestPartition partition, Stamp stamp) {
                partition.evictRegion(REGION);
            }
        },
        LOCK_REGION {
            @Override
            void take(TestPartition partition, Stamp stamp) {
                partition.lockRegion(REGION, "bulk");
            }
        },
        UNLOCK_REGION {
            @Override
            void take(TestPartition partition, Stamp stamp) {
                partition.unlockRegion(REGION, "bulk");
            }
        },
        PUT_THAT_MEETS_AN_EXPIRED_LOCK {
            @Override
            void take(TestPartition partition, Stamp stamp) {
                partition.lock("late", stamp, 0);
                partition.put(stamp, Frames.version(1));
            }
        },
        EXTENSION_THAT_MEETS_AN_EXPIRED_LOCK {
            @Override
            void take(TestPartition partition, Stamp stamp) {
                partition.lockRegion(REGION, "late", 0);
                partition.extend(1_000, "R:" + REGION, "late");
            }
        };

        abstract void take(TestPartition partition, Stamp stamp);
    }

    private TestPartition partition;
    private Stamp stamp;

    @BeforeEach
    void begin(EmbeddedCluster cluster) {
        partition = new TestPartition(cluster);
        stamp = partition.begin();
    }

    @ParameterizedTest
    @EnumSource
    void lease_shows_the_new_sequences_and_lives_no_longer(Step step) {
        partition.command("PEXPIRE", partition.leaseKey(), "20000");

        step.take(partition, stamp);

        String evicted = partition.control("r");
        assertThat(partition.sequence()).isGreaterThan(stamp.sequence());
        assertThat(partition.lease())
                .isEqualTo(stamp.term() + "|" + partition.sequence() + "|" + (evicted == null ? "0" : evicted) + "|1");
        assertThat(partition.leaseMillisLeft()).isBetween(1L, 20_000L);
    }

    @ParameterizedTest
    @EnumSource
    void lease_is_never_made(Step step) {
        partition.command("DEL", partition.leaseKey());

        step.take(partition, stamp);

        assertThat(partition.lease()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void lease_of_another_term_is_ended(Step step) {
        partition.command("HSET", partition.controlKey(), "t", TestPartition.newTerm());

        step.take(partition, partition.stamp());

        assertThat(partition.lease()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void lease_that_outlived_the_control_hash_is_ended(Step step) {
        partition.command("DEL", partition.controlKey());

        step.take(partition, stamp);

        assertThat(partition.lease()).isNull();
    }

    @Test
    void lease_that_is_none_is_ended() {
        partition.command("SET", partition.leaseKey(), "garbage");

        partition.evict();

        assertThat(partition.lease()).isNull();
    }

    @Test
    void lease_is_not_on_the_replica(EmbeddedCluster cluster) {
        partition.evict();
        String marker = partition.controlKey() + "-marker";
        partition.command("SET", marker, "after the lease");
        ClusterNode replica = cluster.replicasOf(partition.master()).get(0);

        await().untilAsserted(() -> assertThat(keys(cluster, replica)).contains(marker));

        assertThat(keys(cluster, replica)).contains(partition.controlKey()).doesNotContain(partition.leaseKey());
        assertThat(keys(cluster, partition.master())).contains(partition.leaseKey());
    }

    @Test
    void lease_is_not_in_the_append_only_file() throws IOException {
        partition.evict();
        String marker = partition.controlKey() + "-marker";
        partition.command("SET", marker, "after the lease");

        await().untilAsserted(() -> assertThat(appendOnlyFiles()).contains(marker));

        assertThat(appendOnlyFiles()).contains(partition.controlKey()).doesNotContain(stamp.term() + "|");
    }

    /** The keys in the partition's slot as a node of any role tells them. */
    private List<String> keys(EmbeddedCluster cluster, ClusterNode node) {
        List<?> keys = (List<?>)
                cluster.command(node, "CLUSTER", "GETKEYSINSLOT", Integer.toString(partition.slot()), "10000");
        return keys.stream().map(String.class::cast).toList();
    }

    private String appendOnlyFiles() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(partition.master().directory().resolve("appendonlydir"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }
}

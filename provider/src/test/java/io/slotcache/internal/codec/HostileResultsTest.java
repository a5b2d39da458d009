// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import io.slotcache.internal.codec.Entities.Basics;
import io.slotcache.internal.codec.Entities.Product;
import io.slotcache.internal.codec.QueryModel.Gadget;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.query.Query;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What anyone may have written into Redis: the codec gives results or {@code UndecodableEntryException}, never anything else. */
final class HostileResultsTest {
    private static final int ARRAYS = 50_000;

    private static TwoFactories factories;
    private static QueryResultsCodec codec;
    /** Results of several kinds of queries. */
    private static final Map<QueryName, byte[]> VALID = new LinkedHashMap<>();

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @BeforeAll
    static void runQueries() {
        Class<?>[] entities = Stream.concat(Stream.of(QueryModel.ENTITIES), Stream.of(Basics.class))
                .toArray(Class<?>[]::new);
        factories = new TwoFactories(QueryModel.settings(TextFormat.SETTINGS), entities);
        factories.save(session -> {
            QueryModel.fill(session);
            session.persist(RandomBasics.of(factories.writer));
        });
        codec = new QueryResultsCodec(factories.reader.factory());
        store(s -> s.createQuery("from Basics", Basics.class));
        store(s -> s.createQuery("select id, colours, strings, integerSet, document from Basics", Object[].class));
        store(s -> s.createQuery("select colour, temperature, name from Gadget", Object[].class));
        store(s -> s.createQuery("select name from Product", String.class));
        store(s -> s.createNativeQuery("select * from Gadget", Gadget.class));
        store(s -> s.createNativeQuery("select id, name, price from Product", Object[].class));
        store(s -> s.createNativeQuery("select * from Product", Product.class));
        assertThat(VALID).hasSize(7);
    }

    private static void store(Function<Session, Query<?>> query) {
        factories
                .writer
                .factory()
                .inTransaction(s -> query.apply(s).setCacheable(true).getResultList());
        QueryName name =
                QueryName.of(factories.stored.keys().get(factories.stored.keys().size() - 1));
        VALID.put(name, factories.stored.results().get(name.text()));
    }

    @AfterAll
    static void close() {
        factories.close();
    }

    @Test
    void randomBytes_areUndecodable() {
        QueryName name = VALID.keySet().iterator().next();
        for (int i = 0; i < ARRAYS; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThat(decodes(name, bytes)).isFalse();
        }
    }

    @Test
    void randomBodies_behindTheRightName_areUndecodableOrResults() {
        for (int i = 0; i < ARRAYS; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 2 && random.nextBoolean()) {
                bytes[0] = 1; // rows
                bytes[1] = (byte) random.nextInt(3);
                bytes[2] = (byte) random.nextInt(4);
            }
            for (QueryName name : VALID.keySet()) {
                decodes(name, named(name, bytes));
            }
        }
    }

    /** Changed on purpose: the frame's checksum tells of accidents. */
    @Test
    void forgedResults_areUndecodableOrResults() {
        int[] undecodable = {0};
        VALID.forEach((name, valid) -> {
            byte[] body = body(name, valid);
            for (int i = 0; i < ARRAYS / VALID.size(); i++) {
                undecodable[0] += decodes(name, named(name, mutated(body, 0, body.length))) ? 0 : 1;
            }
        });
        assertThat(undecodable[0]).as("seed " + seed).isBetween(ARRAYS / 20, ARRAYS * 19 / 20);
    }

    @Test
    void everyTruncationAndExtension_isUndecodable() {
        VALID.forEach((name, valid) -> {
            byte[] body = body(name, valid);
            for (int length = 0; length <= body.length + 1; length++) {
                assertThat(decodes(name, named(name, Arrays.copyOf(body, length))))
                        .as("length %s of %s", length, body.length)
                        .isEqualTo(length == body.length);
            }
            for (int length = 0; length < valid.length; length++) {
                assertThat(decodes(name, Arrays.copyOf(valid, length))).isFalse();
            }
        });
    }

    @Test
    void resultsOfAnotherQuery_areUndecodable() {
        VALID.forEach((name, valid) -> VALID.keySet()
                .forEach(other -> assertThat(decodes(other, valid)).isEqualTo(other.equals(name))));
    }

    @Test
    void anOffset_isSkipped() {
        VALID.forEach((name, valid) -> {
            byte[] moved = ByteBuffer.allocate(valid.length + 7)
                    .put(new byte[7])
                    .put(valid)
                    .array();
            assertThat(codec.decode(name, moved, 7)).hasSameSizeAs(codec.decode(name, valid, 0));
            for (int offset : new int[] {-1, 6, 8, moved.length, moved.length + 1}) {
                assertThatExceptionOfType(UndecodableEntryException.class)
                        .isThrownBy(() -> codec.decode(name, moved, offset));
            }
        });
    }

    /** Each would, if believed, allocate what the bytes claim, or call itself until the stack ends. */
    @Test
    void impossibleCounts_andDepths_areUndecodable() {
        QueryName name = VALID.keySet().iterator().next();
        byte[] many = {-1, -1, -1, -1, 7};
        assertThat(decodes(name, named(name, concat(new byte[] {1}, many, many))))
                .as("width")
                .isFalse();
        assertThat(decodes(name, named(name, concat(new byte[] {1, 0}, many))))
                .as("rows")
                .isFalse();
        assertThat(decodes(name, named(name, new byte[] {1, 3, 2, 0, 0, 0, 0, 0, 0, 4})))
                .as("two rows")
                .isTrue();
        assertThat(decodes(name, named(name, new byte[] {1, 3, 2, 0, 0, 0, 0, 0, 4})))
                .as("less than two rows")
                .isFalse();
        assertThat(decodes(name, named(name, concat(new byte[] {2}, many))))
                .as("columns")
                .isFalse();
        for (int tag : new int[] {Tag.LIST, Tag.SET, Tag.OBJECT_ARRAY}) {
            assertThat(decodes(name, named(name, concat(new byte[] {1, 0, 1, (byte) tag}, many))))
                    .as("elements")
                    .isFalse();
            byte[] nested = new byte[20_000];
            for (int i = 0; i < nested.length; i += 2) {
                nested[i] = (byte) tag;
                nested[i + 1] = 1;
            }
            assertThat(decodes(name, named(name, concat(new byte[] {1, 0, 1}, nested))))
                    .as("depth")
                    .isFalse();
        }
    }

    private byte[] mutated(byte[] valid, int from, int to) {
        byte[] bytes = valid.clone();
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
            bytes[from + random.nextInt(to - from)] =
                    (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(110));
        }
        return bytes;
    }

    /** What stands after the name. */
    private static byte[] body(QueryName name, byte[] valid) {
        int start = nameBytes(name).length;
        return Arrays.copyOfRange(valid, start, valid.length);
    }

    private static byte[] named(QueryName name, byte[] body) {
        return concat(nameBytes(name), body);
    }

    private static byte[] nameBytes(QueryName name) {
        WireOutput out = new WireOutput(16);
        out.writeBytes(name.bytes());
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** Whether the bytes are results; if they are, they must have the form by which Hibernate finds its way through them. */
    private boolean decodes(QueryName name, byte[] bytes) {
        try {
            List<?> results = codec.decode(name, bytes, 0);
            assertThat(results.isEmpty() || results.get(results.size() - 1) instanceof Integer)
                    .isTrue();
            return true;
        } catch (UndecodableEntryException e) {
            return false;
        } catch (Throwable e) {
            return fail("seed " + seed + ": " + Arrays.toString(bytes), e);
        }
    }
}

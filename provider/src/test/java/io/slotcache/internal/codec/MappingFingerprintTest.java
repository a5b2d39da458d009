// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.internal.codec.Entities.Account;
import io.slotcache.internal.codec.Entities.Basics;
import io.slotcache.internal.codec.Entities.Product;
import io.slotcache.internal.codec.Entities.Savings;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each class here stands for one entity in another version of an application; {@code nameless} takes its own name out. */
final class MappingFingerprintTest {
    private static long of(Class<?> root, Class<?>... others) {
        try (Mapping mapping = mapping(root, others)) {
            EntityEntryCodec codec = mapping.codec(root);
            assertThat(codec.unsupportedReason()).isNull();
            return codec.fingerprint();
        }
    }

    private static long nameless(Class<?> root, Class<?>... others) {
        try (Mapping mapping = mapping(root, others)) {
            var layout = new EntityLayout(
                    0, mapping.persister(root), new WireTypes(mapping.factory(), AllowedClasses.of(List.of())));
            return MappingFingerprint.of(List.of(layout.description().replace(root.getName(), "E")));
        }
    }

    private static Mapping mapping(Class<?> root, Class<?>... others) {
        Class<?>[] all = Stream.concat(Stream.of(root), Stream.of(others)).toArray(Class<?>[]::new);
        return Mapping.of(TextFormat.SETTINGS, all);
    }

    @Test
    void twoFactoriesOfOneMapping_agree() {
        assertThat(of(Basics.class)).isEqualTo(of(Basics.class));
        assertThat(of(Account.class, Savings.class)).isEqualTo(of(Account.class, Savings.class));
    }

    @Test
    void aFurtherSubclass_changesIt() {
        assertThat(of(Account.class)).isNotEqualTo(of(Account.class, Savings.class));
    }

    /** Pinned: another JVM and the next release must find the same, or every deploy empties the cache. */
    @Test
    void aKnownMapping_keepsItsValue() {
        assertThat(of(Product.class)).isEqualTo(-2380642100079988199L);
    }

    @Test
    void everyChangeOfAMapping_changesIt() {
        Set<Long> seen = new HashSet<>();
        assertThat(nameless(Plain.class)).isEqualTo(nameless(PlainAgain.class));
        for (Class<?> variant : new Class<?>[] {
            Plain.class,
            Added.class,
            Renamed.class,
            Retyped.class,
            Versioned.class,
            Converted.class,
            OtherConverted.class,
            Embedding.class,
            OtherEmbedding.class
        }) {
            assertThat(seen.add(nameless(variant))).as(variant.getSimpleName()).isTrue();
        }
        assertThat(seen.add(nameless(ToPlain.class, Plain.class))).isTrue();
        assertThat(seen.add(nameless(ToPlainAgain.class, PlainAgain.class)))
                .as("an association to another entity with the same kind of identifier")
                .isTrue();
    }

    @Entity(name = "Plain")
    static class Plain {
        @Id
        Long id;

        String name;
        int size;
    }

    @Entity(name = "PlainAgain")
    static class PlainAgain {
        int size;
        String name;

        @Id
        Long id;
    }

    @Entity(name = "Added")
    static class Added {
        @Id
        Long id;

        String name;
        int size;
        String note;
    }

    @Entity(name = "Renamed")
    static class Renamed {
        @Id
        Long id;

        String title;
        int size;
    }

    @Entity(name = "Retyped")
    static class Retyped {
        @Id
        Long id;

        String name;
        long size;
    }

    @Entity(name = "Versioned")
    static class Versioned {
        @Id
        Long id;

        String name;

        @Version
        int size;
    }

    @Entity(name = "Converted")
    static class Converted {
        @Id
        Long id;

        String name;

        @Convert(converter = Doubling.class)
        Integer size;
    }

    @Entity(name = "OtherConverted")
    static class OtherConverted {
        @Id
        Long id;

        String name;

        @Convert(converter = Tripling.class)
        Integer size;
    }

    @Entity(name = "Embedding")
    static class Embedding {
        @Id
        Long id;

        Pair pair;
    }

    @Entity(name = "OtherEmbedding")
    static class OtherEmbedding {
        @Id
        Long id;

        OtherPair pair;
    }

    @Embeddable
    static class Pair {
        String first;
        String second;
    }

    @Embeddable
    static class OtherPair {
        String first;
        String third;
    }

    @Entity(name = "ToPlain")
    static class ToPlain {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Plain target;
    }

    @Entity(name = "ToPlainAgain")
    static class ToPlainAgain {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        PlainAgain target;
    }

    static final class Doubling implements AttributeConverter<Integer, Integer> {
        @Override
        public Integer convertToDatabaseColumn(Integer value) {
            return value * 2;
        }

        @Override
        public Integer convertToEntityAttribute(Integer column) {
            return column / 2;
        }
    }

    static final class Tripling implements AttributeConverter<Integer, Integer> {
        @Override
        public Integer convertToDatabaseColumn(Integer value) {
            return value * 3;
        }

        @Override
        public Integer convertToEntityAttribute(Integer column) {
            return column / 3;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.hibernate.annotations.NaturalId;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class NaturalIdEntryCodecTest {
    private static final int ARRAYS = 20_000;
    static final Class<?>[] ENTITIES = {
        ById.class, ByText.class, ByUuid.class, ByPair.class, ByIdClass.class, ByConstant.class, ByAssociation.class
    };

    private static Mapping mapping;

    @BeforeAll
    static void map() {
        mapping = Mapping.of(ENTITIES);
    }

    @AfterAll
    static void close() {
        mapping.close();
    }

    @Test
    void everyKindOfIdentifier_comesBackEqual() {
        Map<Class<?>, List<?>> identifiers = Map.of(
                ById.class, List.of(1L, Long.MIN_VALUE),
                ByText.class, List.of("", "a:b", "\ud83d\ude00", "x".repeat(5_000)),
                ByUuid.class, List.of(new UUID(1, -2)),
                ByPair.class, List.of(new Pair("a", 2), new Pair("", Integer.MIN_VALUE)),
                ByIdClass.class, List.of(new Pair("b", 3)),
                ByConstant.class, List.of(TimeUnit.DAYS));
        identifiers.forEach((entity, values) -> values.forEach(
                value -> assertThat(roundTrip(entity, value)).isEqualTo(value).hasSameClassAs(value)));
    }

    @Test
    void identifierThatRefersToAnEntity_isAssembledByTheSession() {
        ById owner = new ById();
        owner.id = 7L;
        owner.code = "seven";
        mapping.session().persist(owner);
        AssociationId identifier = new AssociationId();
        identifier.owner = 7L;
        identifier.number = 4;

        Object found = roundTrip(ByAssociation.class, identifier);

        assertThat(found).isInstanceOfSatisfying(AssociationId.class, id -> {
            assertThat(id.owner).isEqualTo(7L);
            assertThat(id.number).isEqualTo(4);
        });
    }

    /** Hibernate passes on what the application gave to {@code find}. */
    @Test
    void identifierOfAnotherNumericType_isCoerced() {
        assertThat(roundTrip(ById.class, 5)).isEqualTo(5L);
    }

    @Test
    void whatIsNoIdentifierOfTheEntity_isNotEncoded() {
        assertThatThrownBy(() -> codec(ByUuid.class).encode("a text")).isInstanceOf(UnencodableValueException.class);
    }

    @Test
    void referenceThatCannotBeResolved_isNull() {
        assertThat(codec(ByPair.class).assemble(7L, mapping.sessionImplementor()))
                .isNull();
    }

    /** The mapping names its class, so no list need. */
    @Test
    void identifierThatOnlySerializationDescribes_isSerialized() {
        try (Mapping serializable = Mapping.of(BySerializable.class)) {
            var codec = serializable.naturalIdCodec(BySerializable.class, BodyFormat.BINARY);
            Object disassembled = codec.decode(codec.encode(new Key("k")), 0);
            assertThat(codec.assemble(disassembled, serializable.sessionImplementor()))
                    .isEqualTo(new Key("k"));
        }
    }

    /** A region builds its codec while the session factory has no metamodel yet. */
    @Test
    void construction_touchesNothing() {
        SessionFactoryImplementor unready = (SessionFactoryImplementor) java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SessionFactoryImplementor.class},
                (proxy, method, args) -> {
                    throw new AssertionError(method + " called too early");
                });
        assertThat(new NaturalIdEntryCodec("E", unready, BodyFormat.BINARY, AllowedClasses.of(List.of())))
                .isNotNull();
    }

    /** Pinned: another JVM and the next release must find the same, or every deploy empties the cache. */
    @Test
    void aKnownMapping_keepsItsFingerprintAndItsBytes() {
        assertThat(codec(ById.class).encode(300L)).containsExactly(PINNED_BYTES);
        assertThat(codec(ById.class).fingerprint()).isEqualTo(PINNED_FINGERPRINT);
    }

    private static final byte[] PINNED_BYTES = {8, -40, 4};
    private static final long PINNED_FINGERPRINT = -3290368651890510989L;

    /** Of the identifier and of what the key is made of; the other attributes do not matter. */
    @Test
    void everyChangeOfIdentifierOrNaturalId_changesTheFingerprint() {
        assertThat(nameless(Original.class)).isEqualTo(nameless(OtherAttribute.class));
        Set<Long> seen = new HashSet<>();
        for (Class<?> variant : new Class<?>[] {
            Original.class, OtherIdentifier.class, Renamed.class, Retyped.class, Further.class,
        }) {
            assertThat(seen.add(nameless(variant))).as(variant.getSimpleName()).isTrue();
        }
    }

    private static long nameless(Class<?> entity) {
        try (Mapping variant = Mapping.of(entity)) {
            String description = NaturalIdLayout.of(entity.getName(), variant.factory(), AllowedClasses.of(List.of()))
                    .description();
            assertThat(description).contains(entity.getName());
            return MappingFingerprint.of(List.of(description.replace(entity.getName(), "E")));
        }
    }

    @Test
    void anyBytes_areUndecodableOrAnIdentifier() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (Class<?> entity : ENTITIES) {
            NaturalIdEntryCodec codec = codec(entity);
            for (int i = 0; i < ARRAYS; i++) {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                decodes(codec, bytes, entity + ", seed " + seed);
            }
        }
        byte[] valid = codec(ByPair.class).encode(new Pair("a pair", 2));
        for (int length = 0; length <= valid.length + 1; length++) {
            assertThat(decodes(codec(ByPair.class), Arrays.copyOf(valid, length), "length " + length))
                    .isEqualTo(length == valid.length);
        }
    }

    private static boolean decodes(NaturalIdEntryCodec codec, byte[] bytes, String context) {
        Object decoded;
        try {
            decoded = codec.decode(bytes, 0);
        } catch (UndecodableEntryException e) {
            return false;
        }
        assertThat(decoded).as(context).isInstanceOf(Serializable.class);
        // Null for a reference to a row that is not there; never an exception.
        codec.assemble(decoded, mapping.sessionImplementor());
        return true;
    }

    private static NaturalIdEntryCodec codec(Class<?> entity) {
        return mapping.naturalIdCodec(entity, BodyFormat.BINARY);
    }

    private static Object roundTrip(Class<?> entity, Object identifier) {
        Object fromBinary = roundTrip(codec(entity), identifier);
        assertThat(roundTrip(mapping.naturalIdCodec(entity, BodyFormat.JSON), identifier))
                .isEqualTo(fromBinary);
        return fromBinary;
    }

    private static Object roundTrip(NaturalIdEntryCodec codec, Object identifier) {
        assertThat(codec.unsupportedReason()).isNull();
        return codec.assemble(codec.decode(codec.encode(identifier), 0), mapping.sessionImplementor());
    }

    @Entity(name = "ById")
    static class ById {
        @Id
        Long id;

        @NaturalId
        String code;
    }

    @Entity(name = "ByText")
    static class ByText {
        @Id
        String id;

        @NaturalId
        String code;
    }

    @Entity(name = "ByUuid")
    static class ByUuid {
        @Id
        UUID id;

        @NaturalId
        String code;
    }

    @Embeddable
    record Pair(String text, int number) implements Serializable {}

    @Entity(name = "ByPair")
    static class ByPair {
        @EmbeddedId
        Pair id;

        @NaturalId
        String code;
    }

    @Entity(name = "ByIdClass")
    @IdClass(Pair.class)
    static class ByIdClass {
        @Id
        String text;

        @Id
        int number;

        @NaturalId
        String code;
    }

    @Entity(name = "ByConstant")
    static class ByConstant {
        @Id
        @Enumerated(EnumType.STRING)
        TimeUnit id;

        @NaturalId
        String code;
    }

    static class AssociationId implements Serializable {
        Long owner;
        int number;

        @Override
        public boolean equals(Object other) {
            return other instanceof AssociationId that && owner.equals(that.owner) && number == that.number;
        }

        @Override
        public int hashCode() {
            return owner.hashCode() + number;
        }
    }

    @Entity(name = "ByAssociation")
    @IdClass(AssociationId.class)
    static class ByAssociation {
        @Id
        @ManyToOne(fetch = FetchType.LAZY)
        ById owner;

        @Id
        int number;

        @NaturalId
        String code;
    }

    record Key(String text) implements Serializable {}

    @Entity(name = "BySerializable")
    static class BySerializable {
        @Id
        Key id;

        @NaturalId
        String code;
    }

    @Entity(name = "Original")
    static class Original {
        @Id
        Long id;

        @NaturalId
        String code;
    }

    @Entity(name = "OtherAttribute")
    static class OtherAttribute {
        @Id
        Long id;

        @NaturalId(mutable = true)
        String code;

        String note;
    }

    @Entity(name = "OtherIdentifier")
    static class OtherIdentifier {
        @Id
        Integer id;

        @NaturalId
        String code;
    }

    @Entity(name = "Renamed")
    static class Renamed {
        @Id
        Long id;

        @NaturalId
        String name;
    }

    @Entity(name = "Retyped")
    static class Retyped {
        @Id
        Long id;

        @NaturalId
        Long code;
    }

    @Entity(name = "Further")
    static class Further {
        @Id
        Long id;

        @NaturalId
        String code;

        @NaturalId
        String country;
    }
}

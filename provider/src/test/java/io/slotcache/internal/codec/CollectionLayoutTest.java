// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static io.slotcache.internal.codec.Exactly.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slotcache.internal.codec.Entities.Product;
import io.slotcache.internal.codec.Plurals.Shelf;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.CollectionId;
import org.hibernate.annotations.CollectionIdJavaClass;
import org.hibernate.annotations.CollectionType;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.MapKeyJdbcTypeCode;
import org.hibernate.collection.spi.PersistentBag;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.CollectionClassification;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.type.SqlTypes;
import org.hibernate.usertype.UserCollectionType;
import org.junit.jupiter.api.Test;

/** The fingerprints of collections' mappings, and what has none. */
final class CollectionLayoutTest {

    @Test
    void twoFactoriesOfOneMapping_agree() {
        assertThat(fingerprintsOfShelves()).isEqualTo(fingerprintsOfShelves()).doesNotHaveDuplicates();
    }

    /** Pinned: another JVM and the next release must find the same, or every deploy empties the cache. */
    @Test
    void aKnownMapping_keepsItsValue() {
        try (Mapping mapping = Mapping.of(Plurals.ENTITIES)) {
            assertThat(mapping.collectionCodec(Shelf.class.getName() + ".map").fingerprint())
                    .isEqualTo(919930434149814014L);
        }
    }

    /** The fingerprint is a digest of the description. */
    @Test
    void everyChangeOfAMapping_isInTheDescription() {
        try (Mapping mapping = Mapping.of(Variants.class, ByEmbedded.class, Product.class, Entities.Country.class)) {
            assertThat(description(mapping, "strings")).isEqualTo("""
                    role
                      BAG
                      {fk} java.lang.Long: java.lang.Long
                      {element} java.lang.String: java.lang.String
                    """);
            assertThat(description(mapping, "set")).contains("  SET\n");
            assertThat(description(mapping, "ordered")).contains("  LIST\n").doesNotContain("{index}");
            assertThat(description(mapping, "byUserType")).contains("  BAG by " + OddCollection.class.getName() + "\n");
            assertThat(description(mapping, "map"))
                    .contains("  MAP\n")
                    .contains("  {index} java.lang.String: java.lang.String\n")
                    .contains("  {element} java.lang.Integer: java.lang.Integer\n");
            assertThat(description(mapping, "idBag"))
                    .contains("  ID_BAG\n")
                    .contains("  {collection-id} java.lang.Integer: java.lang.Integer\n");
            assertThat(description(mapping, "converted")).contains(MappingFingerprintTest.Doubling.class.getName());
            assertThat(description(mapping, "products"))
                    .contains("  {element} " + Product.class.getName() + ": java.lang.Long\n");
            assertThat(description(mapping, "countries"))
                    .contains("  {element} " + Entities.Country.class.getName() + ": java.lang.Long\n");
            assertThat(description(mapping, "points")).contains("(latitude java.lang.Double: java.lang.Double, ");
            assertThat(mapping.collectionCodec(ByEmbedded.class.getName() + ".strings")
                            .unsupportedReason())
                    .isNull();
            assertThat(CollectionLayout.of(
                                    ByEmbedded.class.getName() + ".strings",
                                    mapping.factory(),
                                    AllowedClasses.of(List.of()))
                            .description())
                    .contains("{fk} " + Entities.OrderId.class.getName() + ": (number ");
        }
    }

    @Test
    void theRole_isInTheFingerprint() {
        try (Mapping mapping = Mapping.of(Variants.class, Product.class, Entities.Country.class)) {
            assertThat(fingerprint(mapping, "strings")).isNotEqualTo(fingerprint(mapping, "otherStrings"));
            assertThat(description(mapping, "strings")).isEqualTo(description(mapping, "otherStrings"));
        }
    }

    @Test
    void elementKeyOrEmbeddedAttribute_withoutWireForm_isNamed() {
        try (Mapping mapping = Mapping.of(Unsupported.class)) {
            assertUnsupported(mapping, "elements", ".elements.{element}: " + Opaque.class.getName());
            assertUnsupported(mapping, "keys", ".keys.{index}: " + Opaque.class.getName());
            assertUnsupported(mapping, "embedded", ".embedded.{element}.opaque: " + Opaque.class.getName());
        }
    }

    /** What the user's collection disassembles itself to may be anything; here, it is no array. */
    @Test
    void userCollectionType_isCachedWhereItsStateFits() {
        try (Mapping mapping = Mapping.of(Variants.class, Product.class, Entities.Country.class)) {
            String role = Variants.class.getName() + ".byUserType";
            CollectionEntryCodec codec = mapping.collectionCodec(role);
            assertThat(codec.unsupportedReason()).isNull();
            var bag = new PersistentBag<>(mapping.sessionImplementor(), List.of("a"));
            assertThat(codec.encode(mapping.entryOf(bag, role))).containsExactly(1, Tag.STRING, 1, 'a');
            assertRefused(codec, mapping.entryOf(new OddBag(mapping.sessionImplementor()), role));
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
        assertThat(new CollectionEntryCodec("E.things", unready, BodyFormat.BINARY, AllowedClasses.of(List.of())))
                .isNotNull();
    }

    private static List<Long> fingerprintsOfShelves() {
        try (Mapping mapping = Mapping.of(Plurals.ENTITIES)) {
            return mapping.roles(Shelf.class).stream()
                    .map(role -> mapping.collectionCodec(role).fingerprint())
                    .toList();
        }
    }

    private static long fingerprint(Mapping mapping, String property) {
        return mapping.collectionCodec(Variants.class.getName() + "." + property)
                .fingerprint();
    }

    private static String description(Mapping mapping, String property) {
        String role = Variants.class.getName() + "." + property;
        return CollectionLayout.of(role, mapping.factory(), AllowedClasses.of(List.of()))
                .description()
                .replace(role, "role");
    }

    private static void assertUnsupported(Mapping mapping, String property, String reason) {
        CollectionEntryCodec codec = mapping.collectionCodec(Unsupported.class.getName() + "." + property);
        assertThat(codec.unsupportedReason()).startsWith(Unsupported.class.getName() + reason);
        assertRefused(codec, mapping.entryOf(Unsupported.class.getName() + "." + property, List.of()));
        assertThatThrownBy(() -> codec.decode(new byte[] {0}, 0)).isInstanceOf(UndecodableEntryException.class);
    }

    @Entity(name = "Variants")
    static class Variants {
        @Id
        Long id;

        @ElementCollection
        List<String> strings;

        @ElementCollection
        List<String> otherStrings;

        @ElementCollection
        Set<String> set;

        @ElementCollection
        @OrderColumn
        List<String> ordered;

        @ElementCollection
        @CollectionType(type = OddCollection.class)
        List<String> byUserType;

        @ElementCollection
        Map<String, Integer> map;

        @ElementCollection
        @CollectionId(column = @Column(name = "row_id"), generator = "increment")
        @CollectionIdJavaClass(idType = Integer.class)
        List<String> idBag;

        @ElementCollection
        @Convert(converter = MappingFingerprintTest.Doubling.class)
        List<Integer> converted;

        @ManyToMany
        List<Product> products;

        @ManyToMany
        List<Entities.Country> countries;

        @ElementCollection
        List<Entities.Point> points;
    }

    @Entity(name = "ByEmbedded")
    static class ByEmbedded {
        @EmbeddedId
        Entities.OrderId id;

        @ElementCollection
        List<String> strings;
    }

    /** Neither a scalar nor Serializable. */
    static final class Opaque {}

    @Embeddable
    static class WithOpaque {
        @JdbcTypeCode(SqlTypes.JAVA_OBJECT)
        @Column(columnDefinition = "blob")
        Opaque opaque;
    }

    @Entity(name = "Unsupported")
    static class Unsupported {
        @Id
        Long id;

        @ElementCollection
        @JdbcTypeCode(SqlTypes.JAVA_OBJECT)
        @Column(columnDefinition = "blob")
        List<Opaque> elements;

        @ElementCollection
        @MapKeyJdbcTypeCode(SqlTypes.JAVA_OBJECT)
        @MapKeyColumn(columnDefinition = "varbinary(99)")
        Map<Opaque, String> keys;

        @ElementCollection
        List<WithOpaque> embedded;
    }

    static final class OddBag extends PersistentBag<String> {
        OddBag(SharedSessionContractImplementor session) {
            super(session, new ArrayList<>());
        }

        @Override
        public Object disassemble(CollectionPersister persister) {
            return "no array";
        }
    }

    public static final class OddCollection implements UserCollectionType {
        @Override
        public CollectionClassification getClassification() {
            return CollectionClassification.BAG;
        }

        @Override
        public Class<?> getCollectionClass() {
            return List.class;
        }

        @Override
        public PersistentCollection<?> instantiate(
                SharedSessionContractImplementor session, CollectionPersister persister) {
            return new OddBag(session);
        }

        @Override
        @SuppressWarnings("unchecked")
        public PersistentCollection<?> wrap(SharedSessionContractImplementor session, Object collection) {
            return new PersistentBag<>(session, (Collection<Object>) collection);
        }

        @Override
        public Iterator<?> getElementsIterator(Object collection) {
            return ((Collection<?>) collection).iterator();
        }

        @Override
        public boolean contains(Object collection, Object entity) {
            return ((Collection<?>) collection).contains(entity);
        }

        @Override
        public Object indexOf(Object collection, Object entity) {
            return null;
        }

        @Override
        public Object replaceElements(
                Object original,
                Object target,
                CollectionPersister persister,
                Object owner,
                Map copyCache,
                SharedSessionContractImplementor session) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object instantiate(int anticipatedSize) {
            return new ArrayList<>();
        }
    }
}

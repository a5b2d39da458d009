// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static java.util.Arrays.asList;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import jakarta.persistence.SecondaryTable;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.UuidGenerator;

/** Entities that differ in their identifiers, tables and classes. */
final class IdentityMappings {

    static final Class<?>[] ENTITIES = {
        ByIdentity.class,
        BySequence.class,
        ByUuid.class,
        ByTimedUuid.class,
        ByEmbedded.class,
        ByClass.class,
        Parent.class,
        Derived.class,
        DerivedPart.class,
        Animal.class,
        Cat.class,
        Dog.class,
        Payment.class,
        Card.class,
        Cash.class,
        Node.class,
        Leaf.class,
        Described.class,
        TwoTables.class,
        Fixed.class,
        Deletable.class,
        Dynamic.class
    };

    static final List<MappingCase<?>> CASES = List.of(
            byIdentity(),
            bySequence(),
            byUuid(),
            byTimedUuid(),
            byEmbedded(),
            byClass(),
            derived(),
            derivedPart(),
            cat(),
            card(),
            leaf(),
            described(),
            twoTables(),
            fixed(),
            deletable(),
            dynamic());

    private IdentityMappings() {}

    // ---- identifiers

    @Entity(name = "ByIdentity")
    @Cacheable
    static class ByIdentity {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Integer id;

        String name = "old";
    }

    private static MappingCase<ByIdentity> byIdentity() {
        return MappingCase.of(
                ByIdentity.class,
                id -> new ByIdentity(),
                entity -> entity.name = "new",
                entity -> asList(entity.id, entity.name));
    }

    @Entity(name = "BySequence")
    @Cacheable
    static class BySequence {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;

        String name = "old";
    }

    private static MappingCase<BySequence> bySequence() {
        return MappingCase.of(
                BySequence.class,
                id -> new BySequence(),
                entity -> entity.name = "new",
                entity -> asList(entity.id, entity.name));
    }

    @Entity(name = "ByUuid")
    @Cacheable
    static class ByUuid {
        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        UUID id;

        String name = "old";
    }

    private static MappingCase<ByUuid> byUuid() {
        return MappingCase.of(
                ByUuid.class,
                id -> new ByUuid(),
                entity -> entity.name = "new",
                entity -> asList(entity.id, entity.name));
    }

    @Entity(name = "ByTimedUuid")
    @Cacheable
    static class ByTimedUuid {
        @Id
        @UuidGenerator(style = UuidGenerator.Style.TIME)
        String id;

        String name = "old";
    }

    private static MappingCase<ByTimedUuid> byTimedUuid() {
        return MappingCase.of(
                ByTimedUuid.class,
                id -> new ByTimedUuid(),
                entity -> entity.name = "new",
                entity -> asList(entity.id, entity.name));
    }

    @Embeddable
    record Isbn(int group, String title) implements Serializable {}

    @Entity(name = "ByEmbedded")
    @Cacheable
    static class ByEmbedded {
        @EmbeddedId
        Isbn id;

        String name = "old";
    }

    private static MappingCase<ByEmbedded> byEmbedded() {
        return MappingCase.of(
                ByEmbedded.class,
                id -> {
                    ByEmbedded entity = new ByEmbedded();
                    entity.id = new Isbn(id.intValue(), "é:{}");
                    return entity;
                },
                entity -> entity.name = "new",
                entity -> asList(entity.id, entity.name));
    }

    record Coordinates(Long x, UUID y) implements Serializable {}

    @Entity(name = "ByClass")
    @IdClass(Coordinates.class)
    @Cacheable
    static class ByClass {
        @Id
        Long x;

        @Id
        UUID y;

        String name = "old";
    }

    private static MappingCase<ByClass> byClass() {
        return MappingCase.of(
                ByClass.class,
                id -> {
                    ByClass entity = new ByClass();
                    entity.x = id;
                    entity.y = UUID.randomUUID();
                    return entity;
                },
                entity -> entity.name = "new",
                entity -> asList(entity.x, entity.y, entity.name));
    }

    @Entity(name = "Parent")
    @Cacheable
    static class Parent {
        @Id
        Long id;

        public Long getId() {
            return id;
        }
    }

    /** Has its parent's identifier. */
    @Entity(name = "Derived")
    @Cacheable
    static class Derived {
        @Id
        Long id;

        @MapsId
        @OneToOne(fetch = FetchType.LAZY)
        Parent parent;

        String name = "old";
    }

    private static MappingCase<Derived> derived() {
        return new MappingCase<>(
                "Derived",
                Derived.class,
                (session, id) -> {
                    Parent parent = new Parent();
                    parent.id = id;
                    session.persist(parent);
                    Derived derived = new Derived();
                    derived.parent = parent;
                    session.persist(derived);
                    return derived;
                },
                (session, derived) -> derived.name = "new",
                derived -> asList(derived.id, derived.parent.getId(), derived.name));
    }

    @Embeddable
    static class PartId implements Serializable {
        Long parent;
        int number;

        @Override
        public boolean equals(Object other) {
            return other instanceof PartId that && that.parent.equals(parent) && that.number == number;
        }

        @Override
        public int hashCode() {
            return parent.hashCode() + number;
        }
    }

    /** Has its parent's identifier in its own. */
    @Entity(name = "DerivedPart")
    @Cacheable
    static class DerivedPart {
        @EmbeddedId
        PartId id = new PartId();

        @MapsId("parent")
        @ManyToOne(fetch = FetchType.LAZY)
        Parent parent;

        String name = "old";
    }

    private static MappingCase<DerivedPart> derivedPart() {
        return new MappingCase<>(
                "DerivedPart",
                DerivedPart.class,
                (session, id) -> {
                    Parent parent = new Parent();
                    parent.id = id;
                    session.persist(parent);
                    DerivedPart part = new DerivedPart();
                    part.id.number = 7;
                    part.parent = parent;
                    session.persist(part);
                    return part;
                },
                (session, part) -> part.name = "new",
                part -> asList(part.id.parent, part.id.number, part.parent.getId(), part.name));
    }

    // ---- inheritance

    @Entity(name = "Animal")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    @DiscriminatorColumn(name = "kind", discriminatorType = DiscriminatorType.CHAR)
    @DiscriminatorValue("A")
    @Cacheable
    abstract static class Animal {
        @Id
        Long id;

        String name = "old";
    }

    @Entity(name = "Cat")
    @DiscriminatorValue("C")
    static class Cat extends Animal {
        Integer lives;
    }

    @Entity(name = "Dog")
    @DiscriminatorValue("D")
    static class Dog extends Animal {
        String tricks;
    }

    private static MappingCase<Animal> cat() {
        return MappingCase.of(
                        Animal.class,
                        id -> {
                            Cat cat = new Cat();
                            cat.id = id;
                            cat.lives = 9;
                            return cat;
                        },
                        animal -> ((Cat) animal).lives--,
                        animal -> asList(animal.getClass(), animal.name, ((Cat) animal).lives))
                .named("one table, discriminator of a char");
    }

    @Entity(name = "Payment")
    @Inheritance(strategy = InheritanceType.JOINED)
    @DiscriminatorColumn(name = "kind", discriminatorType = DiscriminatorType.INTEGER)
    @DiscriminatorValue("0")
    @Cacheable
    static class Payment {
        @Id
        Long id;

        long cents = 5;
    }

    @Entity(name = "Card")
    @DiscriminatorValue("1")
    static class Card extends Payment {
        String number;
    }

    @Entity(name = "Cash")
    @DiscriminatorValue("2")
    static class Cash extends Payment {
        String till;
    }

    private static MappingCase<Payment> card() {
        return MappingCase.of(
                        Payment.class,
                        id -> {
                            Card card = new Card();
                            card.id = id;
                            card.number = "old";
                            return card;
                        },
                        payment -> ((Card) payment).number = "new",
                        payment -> asList(payment.getClass(), payment.cents, ((Card) payment).number))
                .named("joined tables, discriminator of a number");
    }

    @Entity(name = "Node")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    @Cacheable
    static class Node {
        @Id
        Long id;

        String name = "old";
    }

    @Entity(name = "Leaf")
    static class Leaf extends Node {
        String colour;
    }

    private static MappingCase<Node> leaf() {
        return MappingCase.of(
                        Node.class,
                        id -> {
                            Leaf leaf = new Leaf();
                            leaf.id = id;
                            leaf.colour = "green";
                            return leaf;
                        },
                        node -> ((Leaf) node).colour = "red",
                        node -> asList(node.getClass(), node.name, ((Leaf) node).colour))
                .named("a table for each class");
    }

    @MappedSuperclass
    abstract static class Named<T> {
        @Id
        Long id;

        T name;
    }

    @Entity(name = "Described")
    @Cacheable
    static class Described extends Named<String> {
        String description;
    }

    private static MappingCase<Described> described() {
        return MappingCase.of(
                        Described.class,
                        id -> {
                            Described described = new Described();
                            described.id = id;
                            described.name = "old";
                            return described;
                        },
                        described -> described.name = "new",
                        described -> asList(described.name, described.description))
                .named("mapped superclass with a type variable");
    }

    // ---- tables

    @Entity(name = "TwoTables")
    @SecondaryTable(name = "SecondTable")
    @Cacheable
    static class TwoTables {
        @Id
        Long id;

        String name = "old";

        @Column(table = "SecondTable")
        String second;
    }

    private static MappingCase<TwoTables> twoTables() {
        return MappingCase.of(
                TwoTables.class,
                id -> {
                    TwoTables entity = new TwoTables();
                    entity.id = id;
                    return entity;
                },
                entity -> entity.second = "new",
                entity -> asList(entity.name, entity.second));
    }

    @Entity(name = "Fixed")
    @Immutable
    @Cacheable
    static class Fixed {
        @Id
        Long id;

        String name = "old";
    }

    private static MappingCase<Fixed> fixed() {
        return new MappingCase<>(
                "Fixed",
                Fixed.class,
                (session, id) -> {
                    Fixed fixed = new Fixed();
                    fixed.id = id;
                    session.persist(fixed);
                    return fixed;
                },
                null,
                fixed -> asList(fixed.name));
    }

    @Entity(name = "Deletable")
    @SoftDelete
    @Cacheable
    static class Deletable {
        @Id
        Long id;

        String name = "old";
    }

    private static MappingCase<Deletable> deletable() {
        return MappingCase.of(
                Deletable.class,
                id -> {
                    Deletable deletable = new Deletable();
                    deletable.id = id;
                    return deletable;
                },
                deletable -> deletable.name = "new",
                deletable -> asList(deletable.name));
    }

    @Entity(name = "DynamicStatements")
    @DynamicInsert
    @DynamicUpdate
    @Cacheable
    static class Dynamic {
        @Id
        Long id;

        String name = "old";
        String other;
    }

    private static MappingCase<Dynamic> dynamic() {
        return MappingCase.of(
                Dynamic.class,
                id -> {
                    Dynamic dynamic = new Dynamic();
                    dynamic.id = id;
                    return dynamic;
                },
                dynamic -> dynamic.other = "new",
                dynamic -> asList(dynamic.name, dynamic.other));
    }
}

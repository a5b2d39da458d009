// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static java.util.Arrays.asList;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hibernate.Session;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.Cascade;
import org.hibernate.annotations.CompositeType;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.ManyToAny;
import org.hibernate.annotations.SortNatural;
import org.hibernate.annotations.Type;
import org.hibernate.metamodel.spi.ValueAccess;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.CompositeUserType;
import org.hibernate.usertype.UserType;

/** Entities that differ in their attributes. */
final class AttributeMappings {

    static final Class<?>[] ENTITIES = {
        Embedding.class,
        Shape.class,
        Circle.class,
        Drawing.class,
        MoneyConverter.class,
        Converting.class,
        Documents.class,
        Serials.class,
        UserTyped.class,
        Target.class,
        Choice.class,
        Referring.class,
        Passport.class,
        Collecting.class
    };

    static final List<MappingCase<?>> CASES = List.of(
            embedding(),
            embeddingNothing(),
            drawing(),
            converting(),
            documents(),
            serials(),
            userTyped(),
            referring(),
            passport(),
            collecting());

    private AttributeMappings() {}

    // ---- embeddables

    @Embeddable
    record Point(double latitude, Double longitude) {}

    @Embeddable
    static class Place {
        String name;

        @Embedded
        Point point;

        Place() {}

        Place(String name, Point point) {
            this.name = name;
            this.point = point;
        }

        List<?> content() {
            return asList(name, point);
        }
    }

    @Entity(name = "Embedding")
    @Cacheable
    static class Embedding {
        @Id
        Long id;

        Place home;

        @AttributeOverride(name = "name", column = @Column(name = "workName"))
        @AttributeOverride(name = "point.latitude", column = @Column(name = "workLatitude"))
        @AttributeOverride(name = "point.longitude", column = @Column(name = "workLongitude"))
        Place work;

        static Embedding create(Long id) {
            Embedding embedding = new Embedding();
            embedding.id = id;
            embedding.home = new Place("home", new Point(1.5, null));
            return embedding;
        }

        List<?> content() {
            return asList(home == null ? null : home.content(), work == null ? null : work.content());
        }
    }

    private static MappingCase<Embedding> embedding() {
        return MappingCase.of(
                Embedding.class,
                Embedding::create,
                embedding -> {
                    embedding.work = embedding.home;
                    embedding.home = new Place("new", new Point(-1, 2.0));
                },
                Embedding::content);
    }

    private static MappingCase<Embedding> embeddingNothing() {
        return MappingCase.of(
                        Embedding.class,
                        id -> {
                            Embedding embedding = new Embedding();
                            embedding.id = id;
                            return embedding;
                        },
                        embedding -> embedding.home = new Place("new", null),
                        Embedding::content)
                .named("EmbeddingNothing");
    }

    @Embeddable
    @DiscriminatorColumn(name = "shape_kind")
    @DiscriminatorValue("shape")
    static class Shape {
        String label;
    }

    @Embeddable
    @DiscriminatorValue("circle")
    static class Circle extends Shape {
        Double radius;
    }

    /** An embeddable with subclasses. */
    @Entity(name = "Drawing")
    @Cacheable
    static class Drawing {
        @Id
        Long id;

        Shape shape;
    }

    private static MappingCase<Drawing> drawing() {
        return MappingCase.of(
                Drawing.class,
                id -> {
                    Drawing drawing = new Drawing();
                    drawing.id = id;
                    Circle circle = new Circle();
                    circle.label = "old";
                    circle.radius = 1.5;
                    drawing.shape = circle;
                    return drawing;
                },
                drawing -> {
                    drawing.shape = new Shape();
                    drawing.shape.label = "new";
                },
                drawing -> asList(
                        drawing.shape.getClass(),
                        drawing.shape.label,
                        drawing.shape instanceof Circle circle ? circle.radius : "none"));
    }

    // ---- converters

    /** Immutable for Hibernate: it is cached as it is, for which it has to be Serializable. */
    record Money(BigDecimal amount, String currency) implements Serializable {}

    @Converter(autoApply = true)
    static class MoneyConverter implements AttributeConverter<Money, String> {
        @Override
        public String convertToDatabaseColumn(Money money) {
            return money == null ? null : money.amount() + " " + money.currency();
        }

        @Override
        public Money convertToEntityAttribute(String column) {
            String[] parts = column == null ? null : column.split(" ", 2);
            return parts == null ? null : new Money(new BigDecimal(parts[0]), parts[1]);
        }
    }

    /** Mutable: its column's value is cached. */
    static final class Tags extends ArrayList<String> {}

    static class TagsConverter implements AttributeConverter<Tags, String> {
        @Override
        public String convertToDatabaseColumn(Tags tags) {
            return tags == null ? null : String.join(",", tags);
        }

        @Override
        public Tags convertToEntityAttribute(String column) {
            if (column == null) {
                return null;
            }
            Tags tags = new Tags();
            tags.addAll(List.of(column.split(",")));
            return tags;
        }
    }

    enum Grade {
        GOOD,
        BAD
    }

    /** Hibernate caches the constant, whatever is in the column. */
    static class GradeConverter implements AttributeConverter<Grade, Character> {
        @Override
        public Character convertToDatabaseColumn(Grade grade) {
            return grade == null ? null : grade.name().charAt(0);
        }

        @Override
        public Grade convertToEntityAttribute(Character column) {
            return column == null ? null : column == 'G' ? Grade.GOOD : Grade.BAD;
        }
    }

    record Mark(int points) implements Serializable {}

    /** Turns null into a value, both ways. */
    static class MarkConverter implements AttributeConverter<Mark, Integer> {
        @Override
        public Integer convertToDatabaseColumn(Mark mark) {
            return mark == null ? -1 : mark.points();
        }

        @Override
        public Mark convertToEntityAttribute(Integer column) {
            return column == null || column == -1 ? null : new Mark(column);
        }
    }

    @Entity(name = "Converting")
    @Cacheable
    static class Converting {
        @Id
        Long id;

        Money price;

        @Convert(converter = TagsConverter.class)
        Tags tags;

        @Convert(converter = GradeConverter.class)
        Grade grade;

        @Convert(converter = MarkConverter.class)
        Mark mark;

        @Convert(converter = MarkConverter.class)
        Mark noMark;
    }

    private static MappingCase<Converting> converting() {
        return MappingCase.of(
                Converting.class,
                id -> {
                    Converting converting = new Converting();
                    converting.id = id;
                    converting.price = new Money(new BigDecimal("9.90"), "EUR");
                    converting.tags = new Tags();
                    converting.tags.addAll(List.of("a", "b"));
                    converting.grade = Grade.GOOD;
                    converting.mark = new Mark(3);
                    return converting;
                },
                converting -> {
                    converting.price = null;
                    converting.tags.add("c");
                    converting.grade = Grade.BAD;
                    converting.mark = new Mark(4);
                },
                converting -> asList(
                        converting.price,
                        List.copyOf(converting.tags),
                        converting.grade,
                        converting.mark,
                        converting.noMark));
    }

    // ---- documents

    /** Not Serializable: cached as a document. */
    static class Options {
        public String colour;
        public int size;

        List<?> content() {
            return asList(colour, size);
        }

        /** Without it Hibernate takes every document for changed. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Options that && that.content().equals(content());
        }

        @Override
        public int hashCode() {
            return size;
        }
    }

    /** Serializable: cached as it is. */
    record Badge(String text, List<Integer> numbers) implements Serializable {}

    @Entity(name = "Documents")
    @Cacheable
    static class Documents {
        @Id
        Long id;

        @JdbcTypeCode(SqlTypes.JSON)
        Map<String, String> map;

        @JdbcTypeCode(SqlTypes.JSON)
        Options options;

        @JdbcTypeCode(SqlTypes.JSON)
        Badge badge;

        @JdbcTypeCode(SqlTypes.JSON)
        List<Badge> badges;

        @JdbcTypeCode(SqlTypes.SQLXML)
        Map<String, String> xml;
    }

    private static MappingCase<Documents> documents() {
        return MappingCase.of(
                Documents.class,
                id -> {
                    Documents documents = new Documents();
                    documents.id = id;
                    documents.map = new HashMap<>(Map.of("key", "old \" é"));
                    documents.options = new Options();
                    documents.options.colour = "red";
                    documents.options.size = 3;
                    documents.badge = new Badge("old", List.of(1, 2));
                    documents.badges = new ArrayList<>(List.of(documents.badge));
                    documents.xml = new HashMap<>(Map.of("key", "<old>"));
                    return documents;
                },
                documents -> {
                    documents.map.put("other", "new");
                    documents.options.colour = null;
                    documents.badge = null;
                    documents.badges.clear();
                    documents.xml.put("key", "new");
                },
                documents -> asList(
                        new HashMap<>(documents.map),
                        documents.options.content(),
                        documents.badge,
                        List.copyOf(documents.badges),
                        new HashMap<>(documents.xml)));
    }

    // ---- values that only Java serialization describes

    /** The mapping names it. */
    static class Theme implements Serializable {
        String colour;
        Map<String, Object> more = new HashMap<>();

        Theme(String colour) {
            this.colour = colour;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Theme that && that.colour.equals(colour) && that.more.equals(more);
        }

        @Override
        public int hashCode() {
            return colour.hashCode();
        }
    }

    @Immutable
    record Stamp(String text) implements Serializable {}

    @Entity(name = "Serials")
    @Cacheable
    static class Serials {
        @Id
        Long id;

        @Column(length = 2000)
        Theme theme;

        @JdbcTypeCode(SqlTypes.VARBINARY)
        @Column(length = 2000)
        Stamp stamp;

        @Column(length = 2000)
        Serializable anything;

        @Column(length = 2000)
        HashMap<String, Integer> counts;
    }

    private static MappingCase<Serials> serials() {
        return MappingCase.of(
                Serials.class,
                id -> {
                    Serials serials = new Serials();
                    serials.id = id;
                    serials.theme = new Theme("red");
                    serials.theme.more.put("list", new ArrayList<>(List.of(1, "a")));
                    serials.stamp = new Stamp("old");
                    serials.anything = 5L;
                    serials.counts = new HashMap<>(Map.of("a", 1));
                    return serials;
                },
                serials -> {
                    serials.theme.more.put("new", true);
                    serials.stamp = null;
                    serials.anything = new Stamp("listed");
                    serials.counts.put("b", 2);
                },
                serials -> asList(serials.theme, serials.stamp, serials.anything, new HashMap<>(serials.counts)));
    }

    // ---- user types

    /** Kept in a column as text, in the cache as a list. */
    static final class WordsType implements UserType<Set<String>> {
        @Override
        public int getSqlType() {
            return Types.VARCHAR;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Class<Set<String>> returnedClass() {
            return (Class<Set<String>>) (Class<?>) Set.class;
        }

        @Override
        public Set<String> nullSafeGet(ResultSet row, int position, WrapperOptions options) throws SQLException {
            String column = row.getString(position);
            return column == null ? null : new HashSet<>(List.of(column.split(" ")));
        }

        @Override
        public void nullSafeSet(PreparedStatement statement, Set<String> value, int position, WrapperOptions options)
                throws SQLException {
            statement.setString(position, value == null ? null : String.join(" ", value));
        }

        @Override
        public Set<String> deepCopy(Set<String> value) {
            return value == null ? null : new HashSet<>(value);
        }

        @Override
        public boolean isMutable() {
            return true;
        }

        @Override
        public Serializable disassemble(Set<String> value) {
            return value == null ? null : new ArrayList<>(value);
        }

        @Override
        @SuppressWarnings("unchecked")
        public Set<String> assemble(Serializable cached, Object owner) {
            return cached == null ? null : new HashSet<>((List<String>) cached);
        }
    }

    record Span(int from, int to) implements Serializable {}

    static final class SpanType implements CompositeUserType<Span> {
        static final class Mapper {
            int fromRow;
            int toRow;
        }

        @Override
        public Object getPropertyValue(Span span, int property) {
            return property == 0 ? span.from() : span.to();
        }

        @Override
        public Span instantiate(ValueAccess values) {
            Integer from = values.getValue(0, Integer.class);
            return from == null ? null : new Span(from, values.getValue(1, Integer.class));
        }

        @Override
        public Class<?> embeddable() {
            return Mapper.class;
        }

        @Override
        public Class<Span> returnedClass() {
            return Span.class;
        }

        @Override
        public boolean equals(Span one, Span other) {
            return Objects.equals(one, other);
        }

        @Override
        public int hashCode(Span span) {
            return Objects.hashCode(span);
        }

        @Override
        public Span deepCopy(Span span) {
            return span;
        }

        @Override
        public boolean isMutable() {
            return false;
        }

        @Override
        public Serializable disassemble(Span span) {
            return span;
        }

        @Override
        public Span assemble(Serializable cached, Object owner) {
            return (Span) cached;
        }

        @Override
        public Span replace(Span detached, Span managed, Object owner) {
            return detached;
        }
    }

    @Entity(name = "UserTyped")
    @Cacheable
    static class UserTyped {
        @Id
        Long id;

        @Type(WordsType.class)
        Set<String> words;

        @CompositeType(SpanType.class)
        Span span;

        @CompositeType(SpanType.class)
        @AttributeOverride(name = "fromRow", column = @Column(name = "otherFrom"))
        @AttributeOverride(name = "toRow", column = @Column(name = "otherTo"))
        Span noSpan;
    }

    private static MappingCase<UserTyped> userTyped() {
        return MappingCase.of(
                UserTyped.class,
                id -> {
                    UserTyped typed = new UserTyped();
                    typed.id = id;
                    typed.words = new HashSet<>(Set.of("old", "words"));
                    typed.span = new Span(1, 2);
                    return typed;
                },
                typed -> {
                    typed.words.add("new");
                    typed.span = new Span(3, 4);
                },
                typed -> asList(new HashSet<>(typed.words), typed.span, typed.noSpan));
    }

    // ---- associations

    @Entity(name = "Target")
    @Cacheable
    static class Target {
        @Id
        Long id;

        @Column(unique = true)
        String code;

        Target() {}

        Target(Long id) {
            this.id = id;
            this.code = "code " + id;
        }

        public Long getId() {
            return id;
        }

        public String getCode() {
            return code;
        }
    }

    @Entity(name = "Choice")
    @Cacheable
    static class Choice {
        @Id
        Long id;

        String name;

        public String getName() {
            return name;
        }
    }

    @Entity(name = "Referring")
    @Cacheable
    static class Referring {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Target lazy;

        @ManyToOne
        Target eager;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "target_code", referencedColumnName = "code")
        Target byCode;

        @Any(fetch = FetchType.LAZY)
        @AnyKeyJavaClass(Long.class)
        @Column(name = "any_type")
        @AnyDiscriminatorValue(discriminator = "T", entity = Target.class)
        @AnyDiscriminatorValue(discriminator = "P", entity = Choice.class)
        @JoinColumn(name = "any_id")
        Object any;

        @ManyToAny
        @AnyKeyJavaClass(Long.class)
        @Column(name = "many_type")
        @AnyDiscriminatorValue(discriminator = "T", entity = Target.class)
        @AnyDiscriminatorValue(discriminator = "P", entity = Choice.class)
        @JoinTable(
                name = "Referring_many",
                joinColumns = @JoinColumn(name = "owner_id"),
                inverseJoinColumns = @JoinColumn(name = "many_id"))
        @Cascade(org.hibernate.annotations.CascadeType.PERSIST)
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Object> many = new HashSet<>();

        @ManyToOne(fetch = FetchType.LAZY)
        Target none;

        @Formula("id * 2")
        Long twice;

        List<?> content() {
            return asList(
                    lazy == null ? null : lazy.getCode(),
                    eager == null ? null : eager.getCode(),
                    byCode == null ? null : byCode.getCode(),
                    any instanceof Target target ? target.getCode() : ((Choice) any).getName(),
                    many.stream()
                            .map(each -> ((Target) each).getCode())
                            .sorted()
                            .toList(),
                    none);
        }
    }

    private static MappingCase<Referring> referring() {
        return new MappingCase<>(
                "Referring",
                Referring.class,
                (session, id) -> {
                    Target target = new Target(id);
                    session.persist(target);
                    Referring referring = new Referring();
                    referring.id = id;
                    referring.lazy = target;
                    referring.eager = target;
                    referring.byCode = target;
                    referring.any = target;
                    referring.many.add(target);
                    session.persist(referring);
                    return referring;
                },
                (session, referring) -> {
                    Target target = new Target(TwoNodes.newId());
                    session.persist(target);
                    Choice choice = new Choice();
                    choice.id = target.id;
                    choice.name = "new";
                    session.persist(choice);
                    referring.lazy = target;
                    referring.eager = null;
                    referring.any = choice;
                    referring.many.add(target);
                },
                Referring::content);
    }

    /** One-to-one, seen from both sides. */
    @Entity(name = "Passport")
    @Table(name = "Passport")
    @Cacheable
    static class Passport {
        @Id
        Long id;

        String number;

        @OneToOne(fetch = FetchType.LAZY)
        Passport previous;

        @OneToOne(mappedBy = "previous", fetch = FetchType.LAZY)
        Passport next;

        public String getNumber() {
            return number;
        }
    }

    private static MappingCase<Passport> passport() {
        return new MappingCase<>(
                        "Passport",
                        Passport.class,
                        (session, id) -> {
                            Passport old = new Passport();
                            old.id = TwoNodes.newId();
                            old.number = "old";
                            session.persist(old);
                            Passport passport = new Passport();
                            passport.id = id;
                            passport.number = "current";
                            passport.previous = old;
                            old.next = passport;
                            session.persist(passport);
                            return passport;
                        },
                        (session, passport) -> passport.number = "changed",
                        // The inverse side has no column: Hibernate asks the database for it.
                        passport -> asList(passport.number, passport.previous.getNumber(), passport.next))
                .withStatements(2);
    }

    // ---- collections

    @Entity(name = "Collecting")
    @Cacheable
    static class Collecting {
        @Id
        Long id;

        @ElementCollection
        @OrderColumn
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<String> list = new ArrayList<>();

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Point> points = new HashSet<>();

        @ElementCollection
        @MapKeyColumn(name = "map_key")
        @SortNatural
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        SortedMap<String, Integer> map = new TreeMap<>();

        @OneToMany(cascade = CascadeType.PERSIST)
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Map<Grade, Target> targets = new HashMap<>();

        List<?> content() {
            Map<Grade, String> codes = new HashMap<>();
            targets.forEach((grade, target) -> codes.put(grade, target.getCode()));
            return asList(new ArrayList<>(list), new HashSet<>(points), new TreeMap<>(map), codes);
        }
    }

    private static MappingCase<Collecting> collecting() {
        return new MappingCase<>(
                "Collecting",
                Collecting.class,
                (session, id) -> {
                    Collecting collecting = new Collecting();
                    collecting.id = id;
                    collecting.list.addAll(List.of("b", "a", "b"));
                    collecting.points.add(new Point(1, 2.0));
                    collecting.map.putAll(Map.of("x", 1, "y", 2));
                    collecting.targets.put(Grade.GOOD, new Target(id));
                    session.persist(collecting);
                    return collecting;
                },
                (Session session, Collecting collecting) -> {
                    collecting.list.remove(0);
                    collecting.points.clear();
                    collecting.map.put("z", 3);
                    collecting.targets.put(Grade.BAD, new Target(TwoNodes.newId()));
                },
                Collecting::content);
    }
}

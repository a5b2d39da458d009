// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.internal.codec.Entities.Colour;
import io.slotcache.internal.codec.QueryModel.CelsiusType;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Version;
import org.hibernate.annotations.CacheLayout;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.QueryCacheLayout;
import org.hibernate.annotations.Type;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.Test;

/** Each class here stands for one entity in another version of an application; what is compared is without its own name. */
final class ResultsFingerprintTest {
    private static String of(Map<String, ?> settings, Class<?> entity) {
        try (Mapping mapping = Mapping.of(settings, entity)) {
            MappedColumns columns = MappedColumns.of(mapping.factory());
            List<String> classes = MappedValues.of(columns.types()).descriptions();
            return String.join("\n", columns.descriptions()).replace(entity.getName(), "E") + "\n"
                    + String.join("\n", classes);
        }
    }

    private static long fingerprint(Map<String, ?> settings, Class<?>... entities) {
        try (Mapping mapping = Mapping.of(settings, entities)) {
            return new QueryResultsCodec(mapping.factory()).fingerprint();
        }
    }

    @Test
    void twoFactoriesOfOneMapping_agree() {
        Map<String, ?> settings = QueryModel.settings(Map.of());
        assertThat(fingerprint(settings, QueryModel.ENTITIES)).isEqualTo(fingerprint(settings, QueryModel.ENTITIES));
        assertThat(of(Map.of(), Plain.class)).isEqualTo(of(Map.of(), PlainAgain.class));
    }

    /** Who makes the schema sorts columns anew, in the union over the tables of a hierarchy too. */
    @Test
    void nodeThatMakesTheSchema_agreesWithTheOthers() {
        Map<String, ?> first = Map.of("hibernate.hbm2ddl.auto", "create");
        Map<String, ?> second = Map.of("hibernate.hbm2ddl.auto", "none");
        assertThat(fingerprint(first, Shape.class, Square.class, Box.class))
                .isEqualTo(fingerprint(second, Shape.class, Square.class, Box.class));
    }

    @Test
    void everyChangeOfTheMapping_changesIt() {
        Map<String, String> seen = new LinkedHashMap<>();
        for (Class<?> variant : List.of(
                Plain.class,
                Added.class,
                Retyped.class,
                OtherColumnType.class,
                Converted.class,
                OtherConverted.class,
                OfUserType.class,
                ByName.class,
                WithCollection.class,
                Shallow.class)) {
            String same = seen.put(of(Map.of(), variant), variant.getSimpleName());
            assertThat(same).as(variant.getSimpleName()).isNull();
        }
    }

    /** It decides which columns of one and the same statement are kept. */
    @Test
    void layout_changesIt() {
        Set<Long> seen = new HashSet<>();
        for (String layout : List.of("FULL", "SHALLOW", "SHALLOW_WITH_DISCRIMINATOR")) {
            assertThat(seen.add(fingerprint(Map.of("hibernate.cache.query_cache_layout", layout), Plain.class)))
                    .as(layout)
                    .isTrue();
        }
    }

    /** What Hibernate keeps of a row, another release may decide otherwise. */
    @Test
    void versionOfHibernate_isPartOfIt() {
        assertThat(of(Map.of(), Plain.class)).contains(Version.getVersionString());
    }

    @Test
    void anotherEntity_changesIt() {
        assertThat(fingerprint(Map.of(), Plain.class))
                .isNotEqualTo(fingerprint(Map.of(), Plain.class, Entities.Product.class));
    }

    @Entity(name = "Shape")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    abstract static class Shape {
        @Id
        Long id;

        String name;
        Integer area;
    }

    @Entity(name = "Square")
    static class Square extends Shape {
        Long side;
    }

    @Entity(name = "Box")
    static class Box extends Shape {
        Integer height;
    }

    @Entity(name = "E")
    static class Plain {
        @Id
        Long id;

        String name;
        Colour colour;
    }

    @Entity(name = "E")
    static class PlainAgain {
        Colour colour;
        String name;

        @Id
        Long id;
    }

    @Entity(name = "E")
    static class Added {
        @Id
        Long id;

        String name;
        Colour colour;
        Integer more;
    }

    @Entity(name = "E")
    static class Retyped {
        @Id
        Integer id;

        String name;
        Colour colour;
    }

    @Entity(name = "E")
    static class OtherColumnType {
        @Id
        Long id;

        @JdbcTypeCode(SqlTypes.LONGVARCHAR)
        String name;

        Colour colour;
    }

    @Entity(name = "E")
    static class Converted {
        @Id
        Long id;

        @Convert(converter = Entities.TextConverter.class)
        String name;

        Colour colour;
    }

    /** Of another unit: its values would be read as the other's. */
    @Entity(name = "E")
    static class OtherConverted {
        @Id
        Long id;

        @Convert(converter = OtherTextConverter.class)
        String name;

        Colour colour;
    }

    @jakarta.persistence.Converter
    static final class OtherTextConverter implements jakarta.persistence.AttributeConverter<String, String> {
        @Override
        public String convertToDatabaseColumn(String text) {
            return text;
        }

        @Override
        public String convertToEntityAttribute(String column) {
            return column;
        }
    }

    @Entity(name = "E")
    static class OfUserType {
        @Id
        Long id;

        @Type(CelsiusType.class)
        QueryModel.Celsius name;

        Colour colour;
    }

    @Entity(name = "E")
    static class ByName {
        @Id
        Long id;

        String name;

        @Enumerated(EnumType.STRING)
        Colour colour;
    }

    @Entity(name = "E")
    static class WithCollection {
        @Id
        Long id;

        String name;
        Colour colour;

        @ElementCollection
        Set<String> more;
    }

    @Entity(name = "E")
    @QueryCacheLayout(layout = CacheLayout.SHALLOW)
    static class Shallow {
        @Id
        Long id;

        String name;
        Colour colour;
    }
}

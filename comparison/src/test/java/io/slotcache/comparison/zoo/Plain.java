// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison.zoo;

import jakarta.persistence.Basic;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Temporal;
import jakarta.persistence.TemporalType;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.CacheLayout;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;
import org.hibernate.annotations.QueryCacheLayout;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.generator.EventType;
import org.hibernate.type.NumericBooleanConverter;

/** Entities that differ in access type, version and basic attributes. */
final class Plain {

    private Plain() {}

    /** One attribute of each basic type. */
    @Entity(name = "Specimen")
    @Cacheable
    public static class Specimen extends Creature {
        @Id
        Long id;

        boolean aBoolean;
        Byte aByte;
        Short aShort;
        int anInt;
        Float aFloat;
        Double aDouble;
        Character letter;
        BigInteger bigInteger;

        @Column(precision = 12, scale = 2)
        BigDecimal bigDecimal;

        UUID aUuid;
        Currency currency;
        Locale locale;
        LocalDate aLocalDate;
        LocalTime aTime;
        LocalDateTime aDateTime;
        Instant anInstant;
        OffsetDateTime offsetDateTime;
        Duration duration;

        @Column(name = "a_year")
        Year year;

        ZoneId zoneId;

        @Temporal(TemporalType.DATE)
        Date aDate;

        Timestamp aTimestamp;
        byte[] bytes;
        String[] strings;
        List<Integer> integers;

        @Lob
        @Basic(fetch = FetchType.LAZY)
        String text;

        @Enumerated(EnumType.STRING)
        Parts.Habitat byName;

        @Enumerated(EnumType.ORDINAL)
        Parts.Habitat byOrdinal;

        Parts.Weight weight;
        Parts.Price price;

        @jakarta.persistence.Convert(converter = NumericBooleanConverter.class)
        Boolean numeric;
    }

    @Entity(name = "Leaflet")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @QueryCacheLayout(layout = CacheLayout.SHALLOW)
    public static class Leaflet extends Creature {
        @Id
        Long id;

        Integer number;

        @Version
        int version;
    }

    @Entity(name = "Notice")
    @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
    public static class Notice extends Creature {
        @Id
        Long id;

        Integer number;
    }

    @Entity(name = "Ticket")
    @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
    @QueryCacheLayout(layout = CacheLayout.SHALLOW_WITH_DISCRIMINATOR)
    public static class Ticket extends Creature {
        @Id
        Long id;

        Integer number;

        @Version
        Long version;
    }

    @Entity(name = "Diet")
    @Immutable
    @Cache(usage = CacheConcurrencyStrategy.READ_ONLY)
    public static class Diet extends Creature {
        @Id
        Long id;

        LocalDate since;

        @ElementCollection
        @Immutable
        @Cache(usage = CacheConcurrencyStrategy.READ_ONLY)
        Set<String> meals = new HashSet<>();
    }

    /** Two entities in one region. */
    @Entity(name = "Chart")
    @DynamicInsert
    @DynamicUpdate
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "shared region: {zoo}")
    public static class Chart extends Creature {
        @Id
        Long id;

        Integer number;
        Parts.Weight weight;
    }

    /** An update compares all columns with what the session has read, from the cache or not. */
    @Entity(name = "Ledger")
    @DynamicUpdate
    @OptimisticLocking(type = OptimisticLockType.ALL)
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "shared region: {zoo}")
    public static class Ledger extends Creature {
        @Id
        Long id;

        Integer number;
        Parts.Price price;
    }

    @Entity(name = "Exhibit")
    @SecondaryTable(name = "exhibit_label")
    @Cacheable
    public static class Exhibit extends Creature {
        @Id
        Long id;

        @Column(table = "exhibit_label")
        String label;

        @Column(table = "exhibit_label")
        Integer lamps;

        Parts.Address address;
        Parts.Size size;

        @Version
        short version;
    }

    @Entity(name = "Observation")
    @Cacheable
    public static class Observation extends Creature {
        @Id
        Long id;

        Integer number;

        @Version
        Instant version;
    }

    @Entity(name = "Sign")
    @Cacheable
    public static class Sign extends Creature {
        @Id
        Long id;

        Integer number;

        @Generated(event = EventType.INSERT)
        @ColumnDefault("7")
        @Column(insertable = false)
        Integer lines;

        @Generated(event = {EventType.INSERT, EventType.UPDATE})
        @Column(columnDefinition = "integer generated always as (number + 1)", insertable = false, updatable = false)
        Integer next;
    }

    @Entity(name = "Lodger")
    @SoftDelete
    @Cacheable
    public static class Lodger extends Creature {
        @Id
        Long id;

        Integer number;
    }

    /** Not cached itself, only its collection and what queries find of it. */
    @Entity(name = "Archive")
    @Cacheable(false)
    public static class Archive extends Creature {
        @Id
        Long id;

        Integer number;

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<String> papers = new HashSet<>();
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static java.util.Arrays.asList;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;

/** Entities that differ in the type of their version. */
final class VersionMappings {

    static final Class<?>[] ENTITIES = {
        ByInt.class,
        ByInteger.class,
        ByShort.class,
        ByLong.class,
        ByTimestamp.class,
        ByDate.class,
        ByCalendar.class,
        ByInstant.class,
        ByLocalDateTime.class,
        ByOffsetDateTime.class,
        ByZonedDateTime.class
    };

    static final List<MappingCase<?>> CASES = List.of(
            of(ByInt.class, ByInt::new),
            of(ByInteger.class, ByInteger::new),
            of(ByShort.class, ByShort::new),
            of(ByLong.class, ByLong::new),
            of(ByTimestamp.class, ByTimestamp::new),
            of(ByDate.class, ByDate::new),
            of(ByCalendar.class, ByCalendar::new),
            of(ByInstant.class, ByInstant::new),
            of(ByLocalDateTime.class, ByLocalDateTime::new),
            of(ByOffsetDateTime.class, ByOffsetDateTime::new),
            of(ByZonedDateTime.class, ByZonedDateTime::new));

    private VersionMappings() {}

    private static <T extends Changing> MappingCase<T> of(Class<T> type, Supplier<T> create) {
        return MappingCase.of(
                type,
                id -> {
                    T entity = create.get();
                    entity.id = id;
                    return entity;
                },
                entity -> entity.name = "new",
                entity -> asList(entity.name, entity.version()));
    }

    @MappedSuperclass
    abstract static class Changing {
        @Id
        Long id;

        String name = "old";

        abstract Object version();
    }

    @Entity(name = "ByInt")
    @Cacheable
    static class ByInt extends Changing {
        @Version
        int version;

        @Override
        Object version() {
            return version;
        }
    }

    @Entity(name = "ByInteger")
    @Cacheable
    static class ByInteger extends Changing {
        @Version
        Integer version;

        @Override
        Object version() {
            return version;
        }
    }

    @Entity(name = "ByShort")
    @Cacheable
    static class ByShort extends Changing {
        @Version
        short version;

        @Override
        Object version() {
            return version;
        }
    }

    @Entity(name = "ByLong")
    @Cacheable
    static class ByLong extends Changing {
        @Version
        Long version;

        @Override
        Object version() {
            return version;
        }
    }

    @Entity(name = "ByTimestamp")
    @Cacheable
    static class ByTimestamp extends Changing {
        @Version
        Timestamp version;

        @Override
        Object version() {
            return version;
        }
    }

    @Entity(name = "ByDate")
    @Cacheable
    static class ByDate extends Changing {
        @Version
        Date version;

        @Override
        Object version() {
            return version;
        }
    }

    @Entity(name = "ByCalendar")
    @Cacheable
    static class ByCalendar extends Changing {
        @Version
        Calendar version;

        @Override
        Object version() {
            return version;
        }
    }

    @Entity(name = "ByInstant")
    @Cacheable
    static class ByInstant extends Changing {
        @Version
        Instant version;

        @Override
        Object version() {
            return version;
        }
    }

    @Entity(name = "ByLocalDateTime")
    @Cacheable
    static class ByLocalDateTime extends Changing {
        @Version
        LocalDateTime version;

        @Override
        Object version() {
            return version;
        }
    }

    @Entity(name = "ByOffsetDateTime")
    @Cacheable
    static class ByOffsetDateTime extends Changing {
        @Version
        OffsetDateTime version;

        @Override
        Object version() {
            return version;
        }
    }

    @Entity(name = "ByZonedDateTime")
    @Cacheable
    static class ByZonedDateTime extends Changing {
        @Version
        ZonedDateTime version;

        @Override
        Object version() {
            return version;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a version of Hibernate whose classes differ would do: nothing is found, and so nothing is cached. */
final class HiddenClassTest {
    @SuppressWarnings("unused")
    static final class Known {
        static final int CONSTANT = 1;
        private final int one = 1;
        private final String two = "2";
        private final transient int three = 3;
    }

    private static HiddenClass find(String... fields) {
        return HiddenClass.find(Known.class.getName(), fields);
    }

    @Test
    void exactlyTheKnownFields_areRead() {
        HiddenClass known = find("two", "one");
        assertThat(known).isNotNull();
        assertThat(known.get(new Known(), 0)).isEqualTo("2");
        assertThat(known.get(new Known(), 1)).isEqualTo(1);
        assertThat(known.isInstance(new Known())).isTrue();
        assertThat(known.isInstance("2")).isFalse();
    }

    @Test
    void anotherField_orOneLess_orAnotherName_isNotFound() {
        assertThat(find("one")).as("a field that is not known").isNull();
        assertThat(find("one", "two", "four")).as("a field that is not there").isNull();
        assertThat(find("one", "two", "three")).as("a transient field").isNull();
        assertThat(HiddenClass.find("io.slotcache.NoSuchClass", "one")).isNull();
    }

    @Test
    void anotherConstructor_isNotFound() {
        assertThat(find("one", "two").constructor()).isNotNull();
        assertThat(find("one", "two").constructor(long.class, List.class)).isNull();
    }

    @Test
    void thisVersionOfHibernate_isKnown() {
        assertThat(QueryName.isAccessible()).isTrue();
        assertThat(CachedQueryItem.isAccessible()).isTrue();
    }

    @Test
    void anItem_goesToHibernateAndComesBack() {
        CachedQueryItem item = new CachedQueryItem(7, List.of("row", 1));
        Object hibernates = item.toCacheItem();
        assertThat(hibernates.getClass().getName()).startsWith("org.hibernate.cache.internal.QueryResultsCacheImpl$");
        assertThat(CachedQueryItem.of(hibernates)).isEqualTo(item);
        assertThat(CachedQueryItem.of("something else")).isNull();
        assertThat(CachedQueryItem.of(null)).isNull();
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Array;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.cache.spi.entry.StandardCacheEntryImpl;

/** Equality to the last bit: the same class, floats by their bits, collections in order, URLs without a look-up of their hosts. */
final class Exactly {
    static void assertEqual(Object actual, Object expected, String context) {
        assertThat(same(actual, expected))
                .as("%s%nexpected %s%nactual   %s", context, show(expected), show(actual))
                .isTrue();
    }

    static void assertSameEntry(Object actual, Object expected, String context) {
        if (expected instanceof Map<?, ?> map) {
            assertThat(((Map<?, ?>) actual).keySet()).as(context).isEqualTo(map.keySet());
            map.forEach((key, value) -> assertEqual(((Map<?, ?>) actual).get(key), value, context + " " + key));
            return;
        }
        StandardCacheEntryImpl left = (StandardCacheEntryImpl) actual;
        StandardCacheEntryImpl right = (StandardCacheEntryImpl) expected;
        assertThat(left.getSubclass()).as(context).isEqualTo(right.getSubclass());
        assertEqual(left.getVersion(), right.getVersion(), context + " version");
        assertThat(left.getDisassembledState()).hasSameSizeAs(right.getDisassembledState());
        for (int i = 0; i < right.getDisassembledState().length; i++) {
            assertEqual(left.getDisassembledState()[i], right.getDisassembledState()[i], context + " property " + i);
        }
    }

    /** That the entry is not cached; what is said of it can be asserted on. */
    static AbstractThrowableAssert<?, ?> assertRefused(EntryCodec codec, Object entry) {
        return assertThatThrownBy(() -> codec.encode(entry)).isInstanceOf(UnencodableValueException.class);
    }

    static boolean same(Object left, Object right) {
        if (left == right) {
            return true;
        }
        if (left == null || right == null || right == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            return false;
        }
        if (left.getClass() != right.getClass()) {
            return false;
        }
        if (left.getClass().isArray()) {
            boolean same = Array.getLength(left) == Array.getLength(right);
            for (int i = 0; same && i < Array.getLength(left); i++) {
                same = same(Array.get(left, i), Array.get(right, i));
            }
            return same;
        }
        if (left instanceof Collection<?> collection) {
            return same(new ArrayList<>(collection).toArray(), new ArrayList<>((Collection<?>) right).toArray());
        }
        if (left instanceof Double a) {
            return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits((Double) right);
        }
        if (left instanceof Float a) {
            return Float.floatToRawIntBits(a) == Float.floatToRawIntBits((Float) right);
        }
        if (left instanceof URL url) {
            return url.toExternalForm().equals(((URL) right).toExternalForm());
        }
        return left.equals(right);
    }

    private static String show(Object value) {
        return value == null ? "null" : value.getClass().getSimpleName() + " " + String.valueOf(value);
    }

    private Exactly() {}
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import org.hibernate.cache.spi.QueryKey;
import org.jspecify.annotations.Nullable;

/**
 * What {@code QueryKey.equals} compares, which Hibernate lets nobody read.
 *
 * @param values the tenant, the query's parameters and those of its filters, each as its type disassembles it
 * @param valuesHash of the same, by their Java types: it alone tells a calendar bound as a date from one bound as a time
 * @param filterNames of the enabled filters, sorted by Hibernate
 */
record QueryKeyParts(
        String sql,
        @Nullable Object[] values,
        int valuesHash,
        @Nullable Integer firstRow,
        @Nullable Integer maxRows,
        String[] filterNames) {

    private static final @Nullable HiddenClass KEY = HiddenClass.find(
            QueryKey.class.getName(),
            "sqlQueryString",
            "parameterBindingsMemento",
            "firstRow",
            "maxRows",
            "enabledFilterNames");

    private static final @Nullable HiddenClass PARAMETERS = HiddenClass.find(
            "org.hibernate.query.internal.QueryParameterBindingsImpl$ParameterBindingsMementoImpl",
            "values",
            "hashCode");

    /** False if this version of Hibernate keeps something else in a key, which might tell two queries apart unseen. */
    static boolean isAccessible() {
        return KEY != null && PARAMETERS != null;
    }

    /** @throws UnencodableValueException if the key is of another form, or has parameters that Hibernate did not describe */
    static QueryKeyParts of(QueryKey key) {
        if (KEY == null || PARAMETERS == null || key.getClass() != QueryKey.class) {
            throw new UnencodableValueException("this version of Hibernate hides what a query's key is made of");
        }
        Object parameters = KEY.get(key, 1);
        if (parameters == null || !PARAMETERS.isInstance(parameters)) {
            throw new UnencodableValueException("parameters without a description");
        }
        try {
            return new QueryKeyParts(
                    (String) present(KEY.get(key, 0)),
                    (@Nullable Object[]) present(PARAMETERS.get(parameters, 0)),
                    (Integer) present(PARAMETERS.get(parameters, 1)),
                    (Integer) KEY.get(key, 2),
                    (Integer) KEY.get(key, 3),
                    (String[]) present(KEY.get(key, 4)));
        } catch (ClassCastException e) {
            throw new UnencodableValueException("a query's key of another form", e);
        }
    }

    private static Object present(@Nullable Object part) {
        if (part == null) {
            throw new UnencodableValueException("a query's key with a part missing");
        }
        return part;
    }
}

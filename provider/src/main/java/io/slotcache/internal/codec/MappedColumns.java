// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.hibernate.Version;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityDiscriminatorMapping;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.BasicType;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.jspecify.annotations.Nullable;

/**
 * The types of all columns that a session factory maps, by a name that is the same in every JVM, and what else of a mapping decides which values
 * a cached query holds. Immutable.
 */
final class MappedColumns {
    private final TreeMap<String, BasicType<?>> types = new TreeMap<>();
    private final List<String> layouts = new ArrayList<>();

    static MappedColumns of(SessionFactoryImplementor factory) {
        MappedColumns columns = new MappedColumns();
        factory.getMappingMetamodel().forEachEntityDescriptor(columns::addEntity);
        factory.getMappingMetamodel().forEachCollectionDescriptor(columns::addCollection);
        columns.layouts.sort(null);
        return columns;
    }

    private MappedColumns() {}

    /** By name. */
    Collection<BasicType<?>> types() {
        return types.values();
    }

    /** The names and types, the layouts of entities and collections in cached queries, and the version of Hibernate, which decides the rest. */
    List<String> descriptions() {
        List<String> all = new ArrayList<>();
        all.add("Hibernate " + Version.getVersionString());
        all.addAll(layouts);
        types.forEach((name, type) -> all.add(name + ": " + description(type)));
        return all;
    }

    /** What a column's values are in Java and in JDBC, and how they become each other. */
    static String description(BasicType<?> type) {
        JdbcType jdbcType = type.getJdbcType();
        return MappingFingerprint.label("as", type) + ", " + name(type.getJavaTypeDescriptor()) + ", "
                + name(type.getJdbcJavaType()) + ", " + jdbcType.getDefaultSqlTypeCode() + " by "
                + jdbcType.getClass().getName();
    }

    private static String name(JavaType<?> javaType) {
        return javaType.getTypeName() + " by " + javaType.getClass().getName();
    }

    private void addEntity(EntityPersister persister) {
        String name = persister.getEntityName();
        layouts.add(name
                + (persister.useShallowQueryCacheLayout() ? " shallow" : " full")
                + (persister.storeDiscriminatorInShallowQueryCacheLayout() ? " with discriminator" : ""));
        add(name, persister.getIdentifierMapping());
        add(name, persister.getVersionMapping());
        add(name, persister);
        EntityDiscriminatorMapping discriminator = persister.getDiscriminatorMapping();
        if (discriminator != null) {
            add(name, discriminator);
        }
    }

    private void addCollection(CollectionPersister persister) {
        String role = persister.getRole();
        layouts.add(role + (persister.useShallowQueryCacheLayout() ? " shallow" : " full"));
        PluralAttributeMapping attribute = persister.getAttributeMapping();
        add(role, attribute.getKeyDescriptor());
        add(role, attribute.getIdentifierDescriptor());
        add(role, attribute.getIndexDescriptor());
        add(role, attribute.getElementDescriptor());
    }

    private void add(String owner, @Nullable ModelPart part) {
        if (part != null) {
            part.forEachSelectable((index, column) -> add(name(owner, column), column.getJdbcMapping()));
        }
    }

    /**
     * Of a union over the tables of a hierarchy without its text: the order of its columns depends on whether the factory has made the schema, and two
     * nodes would not understand each other's results of any query.
     */
    private static String name(String owner, SelectableMapping column) {
        String table = column.getContainingTableExpression();
        return owner + " " + (table.startsWith("(") ? "" : table) + "." + column.getSelectionExpression();
    }

    /** Of two attributes on one column the first: the name must stand for one type. */
    private void add(String name, JdbcMapping type) {
        if (type instanceof BasicType<?> basic) {
            types.putIfAbsent(name, basic);
        }
    }
}

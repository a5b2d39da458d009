// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.lang.reflect.Type;
import java.util.IdentityHashMap;
import java.util.Map;
import org.hibernate.type.BasicType;
import org.hibernate.type.BasicTypeRegistry;
import org.hibernate.type.CustomType;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Names the types of a native query's columns, so that the reader finds its own instances: Hibernate takes a cached result only if each column's
 * {@code JavaType} is the very object that the reading query expects. A type is named in one of three ways:
 *
 * <ol>
 *   <li>as the one that the registry of basic types has under a name;
 *   <li>as that of a mapped column ({@link MappedColumns});
 *   <li>as what the registry makes of a Java type and a JDBC type.
 * </ol>
 *
 * Behind the name stands a description of the type. A reader that finds another type under the name than the writer did has no use for the result.
 */
final class ColumnTypes {
    private static final int NONE = 0;
    private static final int REGISTERED = 1;
    private static final int MAPPED = 2;
    private static final int RESOLVED = 3;

    private final MappedColumns columns;
    private final BasicTypeRegistry basicTypes;
    private final TypeConfiguration configuration;
    private final Map<BasicType<?>, String> columnNames = new IdentityHashMap<>();

    ColumnTypes(MappedColumns columns, TypeConfiguration configuration) {
        this.columns = columns;
        this.configuration = configuration;
        this.basicTypes = configuration.getBasicTypeRegistry();
        columns.typesByName().forEach((name, type) -> columnNames.putIfAbsent(type, name));
    }

    TypeConfiguration configuration() {
        return configuration;
    }

    /** @throws UnencodableValueException if a reader could not find the type */
    void write(@Nullable BasicType<?> type, WireOutput out) {
        if (type == null) {
            out.writeByte(NONE);
            return;
        }
        String column = columnNames.get(type);
        if (basicTypes.getRegisteredType(type.getName()) == type) {
            out.writeByte(REGISTERED);
            out.writeUtf8(type.getName());
        } else if (column != null) {
            out.writeByte(MAPPED);
            out.writeUtf8(column);
        } else {
            writeResolved(type, out);
        }
        out.writeUtf8(MappedColumns.description(type));
    }

    /** @throws UndecodableEntryException if there is no such type here */
    @Nullable
    BasicType<?> read(WireInput in) {
        int form = in.readByte();
        BasicType<?> type = switch (form) {
            case NONE -> null;
            case REGISTERED -> require(basicTypes.getRegisteredType(in.readUtf8()));
            case MAPPED -> require(columns.typesByName().get(in.readUtf8()));
            case RESOLVED -> readResolved(in);
            default -> throw new UndecodableEntryException("a type named in the way " + form);
        };
        if (type != null && !in.readUtf8().equals(MappedColumns.description(type))) {
            throw new UndecodableEntryException("a column's type is another one here");
        }
        return type;
    }

    /** A type with a converter or a user type has more to it than the two. */
    private void writeResolved(BasicType<?> type, WireOutput out) {
        JavaType<?> javaType = type.getJavaTypeDescriptor();
        int jdbcCode = type.getJdbcType().getDefaultSqlTypeCode();
        boolean plain = type.getValueConverter() == null && !(type instanceof CustomType<?>);
        boolean found = javaType(javaType.getTypeName()) == javaType && jdbcType(jdbcCode) == type.getJdbcType();
        if (!plain || !found) {
            throw new UnencodableValueException("a column of the type " + type.getName() + ", which no registry names");
        }
        out.writeByte(RESOLVED);
        out.writeUtf8(javaType.getTypeName());
        out.writeSigned(jdbcCode);
    }

    private BasicType<?> readResolved(WireInput in) {
        JavaType<?> javaType = javaType(in.readUtf8());
        JdbcType jdbcType = jdbcType(in.readSigned(Integer.MIN_VALUE, Integer.MAX_VALUE));
        if (javaType == null || jdbcType == null) {
            throw new UndecodableEntryException("a column of a type that is not known here");
        }
        return basicTypes.resolve(javaType, jdbcType);
    }

    private @Nullable JavaType<?> javaType(String name) {
        return configuration.getJavaTypeRegistry().findDescriptor(new TypeName(name));
    }

    private @Nullable JdbcType jdbcType(int code) {
        return configuration.getJdbcTypeRegistry().findDescriptor(code);
    }

    private static BasicType<?> require(@Nullable BasicType<?> found) {
        if (found == null) {
            throw new UndecodableEntryException("a column of a type that is not known here");
        }
        return found;
    }

    /** Finds a Java type that is registered already, and loads no class. */
    private record TypeName(String name) implements Type {
        @Override
        public String getTypeName() {
            return name;
        }
    }
}

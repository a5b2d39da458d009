// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.Serializable;
import java.sql.Blob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import org.hibernate.annotations.Type;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.UserType;
import org.junit.jupiter.api.Test;

final class UnsupportedMappingTest {
    @Test
    void serializableAttribute_isNamed() {
        assertUnsupported(WithSerializable.class, "WithSerializable.settings", Settings.class.getName());
    }

    @Test
    void classAttribute_isNamed() {
        assertUnsupported(WithClass.class, "WithClass.kind", "java.lang.Class");
    }

    @Test
    void blobInAnEmbeddable_isNamedByItsPath() {
        assertUnsupported(WithBlob.class, "WithBlob.file.content", "java.sql.Blob");
    }

    @Test
    void userType_isCachedWhereItDisassemblesToAScalar() {
        try (Mapping mapping = Mapping.of(WithUserType.class)) {
            EntityEntryCodec codec = mapping.codec(WithUserType.class);
            assertThat(codec.unsupportedReason()).isNull();
            var text = mapping.entry(WithUserType.class, new Object[] {"a text"}, null, null);
            var object = mapping.entry(WithUserType.class, new Object[] {new HashMap<>()}, null, null);
            Exactly.assertSameEntry(codec.decode(codec.encode(text), 0), text, "text");
            assertThat(codec.encode(object)).isNull();
        }
    }

    /** A region builds its codec while the session factory has no metamodel yet. */
    @Test
    void construction_touchesNothing() {
        SessionFactoryImplementor unready = (SessionFactoryImplementor) java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SessionFactoryImplementor.class},
                (proxy, method, args) -> {
                    throw new AssertionError(method + " called too early");
                });
        assertThat(new EntityEntryCodec("E", unready)).isNotNull();
    }

    private static void assertUnsupported(Class<?> entity, String path, String type) {
        try (Mapping mapping = Mapping.of(entity)) {
            EntityEntryCodec codec = mapping.codec(entity);
            assertThat(codec.unsupportedReason()).contains(path).contains(type);
            assertThat(codec.encode(mapping.entry(entity, new Object[] {null}, null, null)))
                    .isNull();
            assertThatThrownBy(() -> codec.decode(new byte[] {0, 0}, 0)).isInstanceOf(UndecodableEntryException.class);
        }
    }

    static final class Settings implements Serializable {}

    @Entity(name = "WithSerializable")
    static class WithSerializable {
        @Id
        Long id;

        Settings settings;
    }

    @Entity(name = "WithClass")
    static class WithClass {
        @Id
        Long id;

        Class<?> kind;
    }

    @Entity(name = "WithBlob")
    static class WithBlob {
        @Id
        Long id;

        File file;
    }

    @Embeddable
    static class File {
        Blob content;
    }

    @Entity(name = "WithUserType")
    static class WithUserType {
        @Id
        Long id;

        @Type(Anything.class)
        Object value;
    }

    static final class Anything implements UserType<Object> {
        @Override
        public int getSqlType() {
            return Types.VARCHAR;
        }

        @Override
        public Class<Object> returnedClass() {
            return Object.class;
        }

        @Override
        public Object nullSafeGet(ResultSet row, int position, WrapperOptions options) throws SQLException {
            return row.getString(position);
        }

        @Override
        public void nullSafeSet(PreparedStatement statement, Object value, int position, WrapperOptions options)
                throws SQLException {
            statement.setString(position, String.valueOf(value));
        }

        @Override
        public Object deepCopy(Object value) {
            return value;
        }

        @Override
        public boolean isMutable() {
            return false;
        }

        @Override
        public Serializable disassemble(Object value) {
            return (Serializable) value;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static io.slotcache.internal.codec.Exactly.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Blob;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.Test;

final class UnsupportedMappingTest {
    @Test
    void attributeThatIsNotSerializable_isNamed() {
        assertUnsupported(WithOpaque.class, "WithOpaque.opaque", Opaque.class.getName());
    }

    @Test
    void blobInAnEmbeddable_isNamedByItsPath() {
        assertUnsupported(WithBlob.class, "WithBlob.file.content", "java.sql.Blob");
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
        assertThat(new EntityEntryCodec("E", unready, BodyFormat.BINARY, AllowedClasses.of(List.of())))
                .isNotNull();
    }

    private static void assertUnsupported(Class<?> entity, String path, String type) {
        try (Mapping mapping = Mapping.of(entity)) {
            EntityEntryCodec codec = mapping.codec(entity);
            assertThat(codec.unsupportedReason()).contains(path).contains(type);
            assertRefused(codec, mapping.entry(entity, new Object[] {null}, null, null));
            assertThatThrownBy(() -> codec.decode(new byte[] {0, 0}, 0)).isInstanceOf(UndecodableEntryException.class);
        }
    }

    static final class Opaque {}

    @Entity(name = "WithOpaque")
    static class WithOpaque {
        @Id
        Long id;

        @JdbcTypeCode(SqlTypes.JAVA_OBJECT)
        @Column(columnDefinition = "blob")
        Opaque opaque;
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
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import jakarta.persistence.Basic;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.util.List;
import org.hibernate.annotations.LazyGroup;

/** An entity that {@link EnhancedMappings} gives lazy attributes, before anything else loads this class. */
@Entity(name = "Letter")
@Cacheable
class Letter {
    @Id
    Long id;

    /** Without it Hibernate would not cache what it writes of such an entity, only what it loads. */
    @Version
    int version;

    String subject;

    @Basic(fetch = FetchType.LAZY)
    String text;

    @Basic(fetch = FetchType.LAZY)
    @LazyGroup("scan")
    byte[] scan;

    @ManyToOne(fetch = FetchType.LAZY)
    AttributeMappings.Target recipient;

    protected Letter() {}

    Letter(Long id, String subject, String text, AttributeMappings.Target recipient) {
        this.id = id;
        this.subject = subject;
        this.text = text;
        this.scan = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        this.recipient = recipient;
    }

    void setSubject(String subject) {
        this.subject = subject;
    }

    String getText() {
        return text;
    }

    byte[] getScan() {
        return scan;
    }

    List<?> eager() {
        return List.of(id, subject, recipient.getCode());
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.hibernate.cache.spi.entry.CacheEntryStructure;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.CollectionClassification;
import org.hibernate.metamodel.mapping.CollectionPart.Nature;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.type.CustomCollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * One collection role on the wire: a list of rows. A row is an element; in front of it stands in a map its key,
 * in a bag with identifiers its identifier. Lists and arrays need no index: their positions are the indexes, and null fills the gaps.
 */
final class CollectionLayout implements EntryLayout<@Nullable Serializable[]> {
    private final CollectionPersister persister;
    private final List<Part> row;
    private final String description;
    private final long fingerprint;
    private final @Nullable String unsupportedReason;

    private CollectionLayout(
            CollectionPersister persister, List<Part> row, String description, @Nullable String unsupportedReason) {
        this.persister = persister;
        this.row = List.copyOf(row);
        this.description = description;
        this.fingerprint = MappingFingerprint.of(List.of(description));
        this.unsupportedReason = unsupportedReason;
    }

    static CollectionLayout of(String role, SessionFactoryImplementor factory, AllowedClasses allowedClasses) {
        CollectionPersister persister = factory.getMappingMetamodel().getCollectionDescriptor(role);
        try {
            return new Parts(persister, new WireTypes(factory, allowedClasses)).layout();
        } catch (UnsupportedMappingException e) {
            return new CollectionLayout(persister, List.of(), "", e.getMessage());
        }
    }

    String description() {
        return description;
    }

    /** Gives entries the form that the settings want, and takes it off. */
    CacheEntryStructure structure() {
        return persister.getCacheEntryStructure();
    }

    @Override
    public long fingerprint() {
        return fingerprint;
    }

    @Override
    public @Nullable String unsupportedReason() {
        return unsupportedReason;
    }

    @Override
    public void write(@Nullable Serializable[] state, ValueOutput out) {
        int width = row.size();
        if (state.length % width != 0) {
            throw new UnencodableValueException(state.length + " values in rows of " + width);
        }
        out.writeList(state.length / width, i -> writeRow(state, i * width, out));
    }

    /** An element alone stands for its row. */
    private void writeRow(@Nullable Serializable[] state, int from, ValueOutput out) {
        if (row.size() == 1) {
            row.get(0).type().writeNullable(state[from], out);
            return;
        }
        out.startObject();
        for (int i = 0; i < row.size(); i++) {
            out.name(row.get(i).name());
            row.get(i).type().writeNullable(state[from + i], out);
        }
        out.endObject();
    }

    @Override
    public @Nullable Serializable[] read(ValueInput in) {
        return in.readList(row.size(), () -> readRow(in)).stream()
                .flatMap(Arrays::stream)
                .toArray(Serializable[]::new);
    }

    private @Nullable Serializable[] readRow(ValueInput in) {
        @Nullable Serializable[] values = new Serializable[row.size()];
        if (row.size() == 1) {
            values[0] = (Serializable) row.get(0).type().readNullable(in);
            return values;
        }
        in.startObject();
        for (int i = 0; i < row.size(); i++) {
            in.name(row.get(i).name());
            values[i] = (Serializable) row.get(i).type().readNullable(in);
        }
        in.endObject();
        return values;
    }

    /** What a row has of each element. */
    private record Part(String name, WireType type) {}

    /** Collects what rows consist of, and the description of it. */
    private static final class Parts {
        private final CollectionPersister persister;
        private final WireTypes wireTypes;
        private final List<Part> row = new ArrayList<>();
        private final StringJoiner description;

        Parts(CollectionPersister persister, WireTypes wireTypes) {
            this.persister = persister;
            this.wireTypes = wireTypes;
            this.description = new StringJoiner("\n  ", persister.getRole() + "\n  ", "\n");
        }

        CollectionLayout layout() {
            CollectionClassification kind = persister.getCollectionSemantics().getCollectionClassification();
            description.add(kind + userType());
            // In no row, but of the cache's key: an owner of another kind of key must not be given the same entry.
            describe(ForeignKeyDescriptor.PART_NAME, persister.getKeyType());
            switch (kind) {
                case MAP, SORTED_MAP, ORDERED_MAP ->
                    row.add(new Part("key", describe(Nature.INDEX.getName(), persister.getIndexType())));
                case ID_BAG -> row.add(new Part("id", describe(Nature.ID.getName(), persister.getIdentifierType())));
                default -> {}
            }
            row.add(new Part("element", describe(Nature.ELEMENT.getName(), persister.getElementType())));
            return new CollectionLayout(persister, row, description.toString(), null);
        }

        private WireType describe(String part, Type type) {
            WireType wireType = wireTypes.disassembled(type, persister.getRole() + "." + part);
            description.add(MappingFingerprint.label(part, type) + ": " + wireType.description());
            return wireType;
        }

        private String userType() {
            return persister.getCollectionType() instanceof CustomCollectionType custom
                    ? " by " + custom.getUserType().getClass().getName()
                    : "";
        }
    }
}

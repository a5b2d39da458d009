// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import org.jspecify.annotations.Nullable;

/**
 * A codec by a layout. The mapping is looked at on first use, not on construction, since a session factory makes its caches before its
 * persisters.
 *
 * @param <L> the layout
 * @param <S> the content of an entry
 */
abstract class LayoutCodec<L extends EntryLayout<S>, S> implements EntryCodec {
    private final String name;
    private final BodyFormat format;
    private volatile @Nullable L layout;

    /** @param name the entity or the role, for messages */
    LayoutCodec(String name, BodyFormat format) {
        this.name = name;
        this.format = format;
    }

    abstract L buildLayout();

    /** @throws UnencodableValueException if the entry is none of this mapping */
    abstract S stateOf(Object entry, L layout);

    /** The entry in the form in which Hibernate wants it from the access. */
    abstract Object entryOf(S state, L layout);

    /** @throws UnencodableValueException if its mapping has no wire form ({@link #unsupportedReason}), or one of its values does not fit the mapping's */
    @Override
    public final byte[] encode(Object entry) throws UnencodableValueException {
        L mapped = layout();
        if (mapped.unsupportedReason() != null) {
            throw new UnencodableValueException(mapped.unsupportedReason());
        }
        ValueOutput out = format.output();
        mapped.write(stateOf(entry, mapped), out);
        return out.toByteArray();
    }

    /**
     * The entry of these bytes.
     *
     * @param offset where the body starts; it goes on to the end of the array
     * @throws UndecodableEntryException whatever else the bytes are
     */
    @Override
    public final Object decode(byte[] bytes, int offset) throws UndecodableEntryException {
        L mapped = layout();
        if (mapped.unsupportedReason() != null) {
            throw new UndecodableEntryException(mapped.unsupportedReason());
        }
        try {
            ValueInput in = format.input(bytes, offset);
            S state = mapped.read(in);
            in.expectEnd();
            return entryOf(state, mapped);
        } catch (UndecodableEntryException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // A factory of the JDK, a converter or a format mapper refused what the bytes gave it, or lost itself in
            // it.
            throw new UndecodableEntryException("a value of " + name + " was refused", e);
        }
    }

    @Override
    public final BodyFormat format() {
        return format;
    }

    @Override
    public final long fingerprint() {
        return layout().fingerprint();
    }

    @Override
    public final @Nullable String unsupportedReason() {
        return layout().unsupportedReason();
    }

    /** Two threads may both build it at first, to the same result. */
    private L layout() {
        L built = layout;
        if (built == null) {
            built = buildLayout();
            layout = built;
        }
        return built;
    }
}

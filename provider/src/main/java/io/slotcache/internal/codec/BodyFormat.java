// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

/** The form of entries' bodies. Which it is stands in the frame, so that a reader of the other form knows without looking at the body. */
public enum BodyFormat {
    /** Tags and payloads: small and fast. */
    BINARY(1) {
        @Override
        ValueOutput output() {
            return new WireOutput(EXPECTED_SIZE);
        }

        @Override
        ValueInput input(byte[] bytes, int offset) {
            return new WireInput(bytes, offset);
        }
    },
    /** For people and for other languages. Needs Jackson's core on the class path. */
    JSON(2) {
        @Override
        ValueOutput output() {
            return new JsonOutput(EXPECTED_SIZE);
        }

        @Override
        ValueInput input(byte[] bytes, int offset) {
            return new JsonInput(bytes, offset);
        }

        @Override
        public boolean isAvailable() {
            try {
                // Of the oldest version that bounds what it reads.
                Class.forName(
                        "com.fasterxml.jackson.core.StreamReadConstraints", false, BodyFormat.class.getClassLoader());
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    };

    private static final int EXPECTED_SIZE = 128;

    private final byte number;

    BodyFormat(int number) {
        this.number = (byte) number;
    }

    /** The frame's codec number. */
    byte number() {
        return number;
    }

    /** Whether the classes that it needs are there. */
    public boolean isAvailable() {
        return true;
    }

    abstract ValueOutput output();

    /** @param offset where the body starts; it goes on to the end of the array */
    abstract ValueInput input(byte[] bytes, int offset);
}

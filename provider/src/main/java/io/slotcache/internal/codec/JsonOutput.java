// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntConsumer;

/**
 * Writes a body as JSON, in UTF-8 and without spaces. Where the mapping does not tell what a value is, it stands in an object of one member, whose
 * name says it and begins with an at sign: <code>{"@timestamp":"2024-05-01T08:00:00Z"}</code>, <code>{"@unfetched":true}</code>. Not thread-safe.
 */
final class JsonOutput implements ValueOutput {
    private static final JsonFactory JSON = new JsonFactory();

    private final ByteArrayOutputStream bytes;
    private final JsonGenerator json;

    JsonOutput(int expectedSize) {
        bytes = new ByteArrayOutputStream(expectedSize);
        try {
            json = JSON.createGenerator(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Structure tells the tags of everything else. */
    @Override
    public void writeTag(int tag) {
        String label = JsonLabel.ofMarker(tag);
        if (tag == Tag.NULL) {
            run(json::writeNull);
        } else if (label != null) {
            writeLabelled(label, () -> writeBoolean(true));
        }
    }

    @Override
    public void writeScalar(Scalar<?> scalar, Object value, boolean told) {
        JsonScalar<?> form = JsonScalars.of(scalar);
        if (told) {
            form.write(value, this);
        } else {
            writeLabelled(form.label(), () -> form.write(value, this));
        }
    }

    @Override
    public void writeSerialized(byte[] value) {
        writeLabelled(JsonLabel.SERIALIZED, () -> writeBase64(value));
    }

    private void writeLabelled(String label, Runnable value) {
        startObject();
        name(label);
        value.run();
        endObject();
    }

    /** Each surrogate without its other half is escaped, which UTF-8 has no bytes for. */
    @Override
    public void writeText(String text) {
        if (WireOutput.isUtf8(text)) {
            run(() -> json.writeString(text));
        } else {
            run(() -> json.writeRawValue(JsonText.escaped(text)));
        }
    }

    @Override
    public void writeOneOf(int index, String name) {
        writeText(name);
    }

    void writeBoolean(boolean value) {
        run(() -> json.writeBoolean(value));
    }

    /** @param digits a number as JSON has it */
    void writeNumber(String digits) {
        run(() -> json.writeNumber(digits));
    }

    void writeBase64(byte[] value) {
        run(() -> json.writeBinary(value));
    }

    @Override
    public void writeList(int count, IntConsumer element) {
        run(json::writeStartArray);
        for (int i = 0; i < count; i++) {
            element.accept(i);
        }
        run(json::writeEndArray);
    }

    @Override
    public void startObject() {
        run(json::writeStartObject);
    }

    @Override
    public void name(String name) {
        run(() -> json.writeFieldName(name));
    }

    @Override
    public void endObject() {
        run(json::writeEndObject);
    }

    @Override
    public byte[] toByteArray() {
        run(json::close);
        return bytes.toByteArray();
    }

    private interface Step {
        void run() throws IOException;
    }

    /** An array of bytes throws nothing; Jackson refuses what is no JSON. */
    private static void run(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UnencodableValueException("a value that JSON cannot hold", e);
        }
    }
}

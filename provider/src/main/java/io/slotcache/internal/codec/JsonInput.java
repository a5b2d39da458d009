// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link JsonOutput} wrote, member by member in the order of the layout: one that is missing, misplaced or too many is not decoded. It
 * nests no deeper than the layout does. Not thread-safe.
 */
final class JsonInput implements ValueInput {
    private static final JsonFactory JSON = JsonFactory.builder()
            // A name that somebody else thought up would stay in memory for good.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    // The entry's size bounds strings; numbers take time that grows with the square of their length.
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(JsonScalars.MAX_NUMBER_LENGTH)
                    .build())
            .build();

    private final JsonParser json;
    /** The first token of what is read next; null at the end. */
    private @Nullable JsonToken token;
    /** The object's first token has been read to see whether a label follows. */
    private boolean inObject;
    /** The value stands in an object of its own, behind a label. */
    private boolean labelled;

    JsonInput(byte[] bytes, int offset) {
        if (offset < 0 || offset > bytes.length) {
            throw new UndecodableEntryException("no body: " + bytes.length + " bytes");
        }
        try {
            json = JSON.createParser(bytes, offset, bytes.length - offset);
        } catch (IOException e) {
            throw notJson(e);
        }
        advance();
    }

    private void advance() {
        try {
            token = json.nextToken();
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    private static UndecodableEntryException notJson(IOException e) {
        return new UndecodableEntryException("not JSON", e);
    }

    @Override
    public int readTag() {
        if (token == JsonToken.VALUE_NULL) {
            advance();
            return Tag.NULL;
        }
        if (token != JsonToken.START_OBJECT) {
            return Tag.UNTOLD;
        }
        advance();
        if (token != JsonToken.FIELD_NAME || !text().startsWith(JsonLabel.PREFIX)) {
            inObject = true;
            return Tag.UNTOLD;
        }
        int tag = JsonLabel.tag(text());
        advance();
        if (JsonLabel.ofMarker(tag) == null) {
            labelled = true;
        } else {
            take(JsonToken.VALUE_TRUE);
            take(JsonToken.END_OBJECT);
        }
        return tag;
    }

    @Override
    public Object readScalar(Scalar<?> scalar) {
        return unlabelled(JsonScalars.of(scalar).read(this));
    }

    @Override
    public byte[] readSerialized() {
        return unlabelled(readBase64());
    }

    private <T> T unlabelled(T value) {
        if (labelled) {
            labelled = false;
            take(JsonToken.END_OBJECT);
        }
        return value;
    }

    @Override
    public String readText() {
        require(JsonToken.VALUE_STRING);
        String text = text();
        advance();
        return text;
    }

    @Override
    public int readOneOf(List<String> names) {
        String name = readText();
        int index = names.indexOf(name);
        if (index < 0) {
            throw new UndecodableEntryException("'" + name + "' is none of " + names);
        }
        return index;
    }

    boolean readBoolean() {
        boolean value = token == JsonToken.VALUE_TRUE;
        take(value ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE);
        return value;
    }

    boolean isNumber() {
        return token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
    }

    /** A number as it is written. */
    String readNumber() {
        if (!isNumber()) {
            throw new UndecodableEntryException(token + " where a number is expected");
        }
        String digits = text();
        advance();
        return digits;
    }

    byte[] readBase64() {
        require(JsonToken.VALUE_STRING);
        try {
            byte[] value = json.getBinaryValue();
            advance();
            return value;
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    @Override
    public <T extends @Nullable Object> List<T> readList(int leastBytes, Supplier<T> element) {
        take(JsonToken.START_ARRAY);
        List<T> elements = new ArrayList<>();
        while (token != JsonToken.END_ARRAY) {
            elements.add(element.get());
        }
        advance();
        return elements;
    }

    @Override
    public void startObject() {
        if (inObject) {
            inObject = false;
        } else {
            take(JsonToken.START_OBJECT);
        }
    }

    @Override
    public void name(String name) {
        require(JsonToken.FIELD_NAME);
        if (!text().equals(name)) {
            throw new UndecodableEntryException("'" + text() + "' where '" + name + "' is expected");
        }
        advance();
    }

    @Override
    public void endObject() {
        take(JsonToken.END_OBJECT);
    }

    @Override
    public void expectEnd() {
        if (token != null) {
            throw new UndecodableEntryException("something after the end");
        }
    }

    private String text() {
        try {
            return json.getText();
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    private void take(JsonToken expected) {
        require(expected);
        advance();
    }

    /** An object that turned out to have no label is no scalar either: its first token has gone by. */
    private void require(JsonToken expected) {
        if (token != expected || inObject) {
            throw new UndecodableEntryException(token + " where " + expected + " is expected");
        }
    }
}

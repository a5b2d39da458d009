// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A unit of work and what it sends: a row of docs/calls.md. It may be tried in several ways, of which all send the same. */
final class CallRow {

    private final String name;
    private int waits;
    private int statements;
    private List<String> sent = List.of();
    private final List<Call> calls = new ArrayList<>();

    private CallRow(String name) {
        this.name = name;
    }

    static CallRow row(String name) {
        return new CallRow(name);
    }

    /** Commands to Redis in any order, each with what it is about: {@code "LOCK_REGION entity × 256"}. */
    CallRow sends(String... commands) {
        sent = List.of(commands);
        return this;
    }

    /** How often the session's thread waits for Redis. */
    CallRow waits(int count) {
        waits = count;
        return this;
    }

    /** SQL statements that are prepared. */
    CallRow statements(int count) {
        statements = count;
        return this;
    }

    CallRow of(Preparation preparation) {
        return of("", preparation);
    }

    CallRow of(String variant, Preparation preparation) {
        calls.add(new Call(this, variant, preparation));
        return this;
    }

    <T> CallRow ofEach(Collection<Class<? extends T>> types, Function<Class<? extends T>, Preparation> preparation) {
        types.forEach(type -> of(type.getSimpleName(), preparation.apply(type)));
        return this;
    }

    List<Call> calls() {
        return calls;
    }

    String name() {
        return name;
    }

    Sent expected() {
        return new Sent(sent, waits, statements);
    }

    /** The row in Markdown. */
    String markdown() {
        String commands = sent.isEmpty() ? "nothing" : sent.stream().collect(Collectors.joining(", "));
        return "| " + name + " | " + commands + " | " + waits + " | " + statements + " |";
    }

    /** What a unit of work has sent. */
    record Sent(List<String> commands, int waits, int statements) {

        Sent {
            commands = commands.stream().sorted().toList();
        }
    }

    /** One way to do the row's work. */
    record Call(CallRow row, String variant, Preparation preparation) {

        @Override
        public String toString() {
            return variant.isEmpty() ? row.name : row.name + " [" + variant + "]";
        }
    }

    /** Makes what the work needs, and gives the work. */
    interface Preparation {
        Runnable prepare(TestNode node);
    }
}

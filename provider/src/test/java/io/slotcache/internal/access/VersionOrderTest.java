// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.internal.codec.BodyFormat;
import io.slotcache.internal.codec.Frame;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class VersionOrderTest {

    static Stream<List<Object>> ascending() {
        return Stream.of(
                List.of(Long.MIN_VALUE, -2L, -1L, 0L, 1L, 1L << 32, Long.MAX_VALUE),
                List.of(Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE),
                List.of(Short.MIN_VALUE, (short) -1, (short) 0, Short.MAX_VALUE),
                List.of(Byte.MIN_VALUE, (byte) -1, (byte) 0, Byte.MAX_VALUE),
                List.of(new Date(-1_000), new Date(-1), new Date(0), new Date(1), new Date(1_800_000_000_000L)),
                List.of(
                        timestamp(-1_000, 5),
                        timestamp(-1_000, 6),
                        timestamp(0, 0),
                        timestamp(0, 1),
                        timestamp(0, 999_999_999)),
                List.of(
                        Instant.parse("1700-01-01T00:00:00Z"),
                        Instant.parse("1969-12-31T23:59:59.999999999Z"),
                        Instant.EPOCH,
                        Instant.parse("2026-08-01T00:00:00.000000001Z"),
                        Instant.parse("2026-08-01T00:00:00.000000002Z"),
                        Instant.parse("2262-01-01T00:00:00Z")));
    }

    /** Without sign, as scripts compare. */
    @ParameterizedTest
    @MethodSource("ascending")
    void newer_version_has_the_larger_number(List<Object> versions) {
        List<Long> orders = versions.stream().map(v -> frame(v).order()).toList();

        assertThat(orders).isSortedAccordingTo(Long::compareUnsigned).doesNotHaveDuplicates();
        assertThat(versions).allMatch(version -> frame(version).orderedBy() == Frame.OrderedBy.VERSION);
    }

    static Stream<Arguments> withoutOrder() {
        return Stream.of(
                Arguments.of((Object) null),
                Arguments.of(LocalDateTime.MIN),
                Arguments.of((Object) new byte[] {1}),
                Arguments.of("1"));
    }

    @ParameterizedTest
    @MethodSource("withoutOrder")
    void version_without_an_order_counts_as_none(Object version) {
        assertThat(frame(version).orderedBy()).isEqualTo(Frame.OrderedBy.NOTHING);
        assertThat(frame(version).order()).isZero();
    }

    @Test
    void rest_of_the_frame_is_the_callers() {
        Frame frame = VersionOrder.frame(BodyFormat.BINARY, 7, 1, new byte[] {5});

        assertThat(frame.fingerprint()).isEqualTo(7);
        assertThat(frame.body()).containsExactly(5);
    }

    private static Timestamp timestamp(long millis, int nanos) {
        Timestamp timestamp = new Timestamp(millis);
        timestamp.setNanos(nanos);
        return timestamp;
    }

    private static Frame frame(Object version) {
        return VersionOrder.frame(BodyFormat.BINARY, 0, version, new byte[0]);
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FreePortsTest {

    @Test
    void portsAndBusPortsNeverClash() {
        Set<Integer> ports = new LinkedHashSet<>();
        for (int i = 0; i < 200; i++) {
            ports.add(FreePorts.find(ports));
        }

        assertThat(ports).hasSize(200).allMatch(port -> port >= 1024 && port + FreePorts.BUS_OFFSET <= 65535);
        assertThat(ports).noneMatch(port -> ports.contains(port + FreePorts.BUS_OFFSET));
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.show;

import picocli.CommandLine.Option;

/** Whether the roles in a cluster of the user's own may be changed. An embedded cluster needs no consent. */
final class FailoverConsent {

    @Option(
            names = "--yes",
            description =
                    "With --nodes: do ask a replica to take over from its master (CLUSTER FAILOVER). Nothing is stopped.")
    boolean given;
}

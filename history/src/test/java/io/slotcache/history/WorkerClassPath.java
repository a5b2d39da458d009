// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

/** What a worker's JVM runs: what this one does. */
final class WorkerClassPath {

    private WorkerClassPath() {}

    static String plain() {
        // Surefire puts the real one here where it starts this JVM from a manifest.
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import java.util.List;

/** One rule of the protocol taken out of the provider, and what has to see it. Production code has no switches: its text is changed and compiled anew. */
interface Control {

    /** Changes one thing in the provider. */
    interface Change {
        void apply(Overlay overlay);
    }

    String name();

    /** What holds with the rule. */
    String rule();

    Change change();

    /** What fails without the rule, for the page of controls. */
    String caughtBy();

    /** One that tests of the provider see. */
    interface Directed extends Control {

        /** {@code package.Class#method}, below {@code io.slotcache}; every one of them fails without the rule. */
        List<String> tests();

        @Override
        default String caughtBy() {
            return String.join(
                    ", ",
                    tests().stream()
                            .map(test -> "`" + test.substring(test.lastIndexOf('.') + 1) + "`")
                            .toList());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import java.util.Arrays;
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

    /** What is said of a control that tests of the provider see. */
    record Spec(String rule, Change change, List<String> tests) {

        static Spec of(String rule, Change change, String testPackage, String... tests) {
            return new Spec(
                    rule, change, Arrays.stream(tests).map(testPackage::concat).toList());
        }
    }

    /** One that tests of the provider see. */
    interface Directed extends Control {

        Spec spec();

        @Override
        default String rule() {
            return spec().rule();
        }

        @Override
        default Change change() {
            return spec().change();
        }

        /** {@code package.Class#method}, below {@code io.slotcache}; every one of them fails without the rule. */
        default List<String> tests() {
            return spec().tests();
        }

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

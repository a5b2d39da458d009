// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The list of node addresses. Reasons of refusal never quote it, as it may hold a password.
 *
 * <p>Credentials are taken out of the addresses: Redisson would use them for the first connection only, not for the
 * nodes it finds, and prints the addresses when one can't be reached.
 */
final class NodesForm {

    static final ValueForm<ConnectionSource.Nodes> NODES = new ValueForm<>(
            "comma-separated addresses redis://host:port or rediss://host:port, with user:password@ before the host if"
                    + " the servers ask for it",
            given -> read(given.toString()));

    private static final Pattern ADDRESS =
            Pattern.compile("(rediss?)://(?:(.*)@)?(\\[[0-9a-fA-F:.]+]|[^:/\\s\\[\\]@,]+):(\\d{1,5})/?");

    private NodesForm() {}

    private static ConnectionSource.Nodes read(String list) throws RefusedValueException {
        List<NodeAddress> addresses = new ArrayList<>();
        Credentials credentials = null;
        for (String text : Redaction.NEXT_ADDRESS.split(list, -1)) {
            Matcher parts = ADDRESS.matcher(text.strip());
            RefusedValueException.unless(parts.matches());
            addresses.add(address(parts));
            Credentials own = credentials(parts.group(2));
            RefusedValueException.unless(
                    own == null || credentials == null || own.equals(credentials),
                    "one user and password hold for all nodes, but these addresses differ in them");
            credentials = own == null ? credentials : own;
        }
        RefusedValueException.unless(
                addresses.stream().map(NodeAddress::tls).distinct().count() == 1,
                "TLS is used for all nodes or for none, but these addresses mix redis:// and rediss://");
        return new ConnectionSource.Nodes(addresses, credentials);
    }

    private static NodeAddress address(Matcher parts) throws RefusedValueException {
        int port = Integer.parseInt(parts.group(4));
        RefusedValueException.unless(1 <= port && port <= 65_535, "a port is a number from 1 to 65535");
        return new NodeAddress(parts.group(1).equals("rediss"), parts.group(3), port);
    }

    /** A lone word is the password, as in redis-cli. */
    private static @Nullable Credentials credentials(@Nullable String text) throws RefusedValueException {
        if (text == null) {
            return null;
        }
        int colon = text.indexOf(':');
        String user = colon <= 0 ? null : decoded(text.substring(0, colon));
        String password = decoded(text.substring(colon + 1));
        RefusedValueException.unless(!password.isEmpty(), "the password before @ is empty");
        return new Credentials(user, password);
    }

    /** Percent-decodes, but leaves a plus sign as it is: it is a space in forms only, and usual in passwords. */
    private static String decoded(String text) throws RefusedValueException {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new RefusedValueException("a percent sign in user or password is written %25");
        }
    }
}

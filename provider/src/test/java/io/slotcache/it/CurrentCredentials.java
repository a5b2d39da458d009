// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.redisson.config.Credentials;
import org.redisson.config.CredentialsResolver;

/** Who Redisson asks for user and password at each connection, as an application would ask its vault. Named in a YAML, so public. */
public final class CurrentCredentials implements CredentialsResolver {

    private static volatile Credentials current = new Credentials();

    static void are(String user, String password) {
        current = new Credentials(user, password);
    }

    @Override
    public CompletionStage<Credentials> resolve(InetSocketAddress server) {
        return CompletableFuture.completedFuture(current);
    }
}

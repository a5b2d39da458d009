// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.connection;

/** What to do about a TLS connection that could not be made, as far as the failure tells. */
final class TlsAdvice {

    private TlsAdvice() {}

    static String of(Throwable failure) {
        String text = failure.toString();
        if (text.contains("PKIX path") || text.contains("trustAnchors")) {
            return "their certificate is not trusted; name a trust store by sslTruststore in a Redisson YAML"
                    + " (hibernate.cache.slotcache.config) or by the system property javax.net.ssl.trustStore";
        }
        if (text.contains("subject alternative") || text.contains("No name matching")) {
            return "their certificate does not name the address; issue one that does, or set sslVerificationMode to CA_ONLY"
                    + " in a Redisson YAML (hibernate.cache.slotcache.config)";
        }
        return "they may ask for a client certificate; name it by sslKeystore in a Redisson YAML"
                + " (hibernate.cache.slotcache.config)";
    }
}

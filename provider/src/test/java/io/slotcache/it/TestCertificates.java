// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Certificates that sign themselves, made anew for a test by the JDK's {@code keytool}: the servers', which names their address,
 * and a client's that they trust.
 */
final class TestCertificates {

    /** Of all stores; to be looked for where no secret may be. */
    static final String PASSWORD = "st0re-s3cret";

    private final Path directory;

    private TestCertificates(Path directory) {
        this.directory = directory;
    }

    static TestCertificates create(Path directory) throws IOException, GeneralSecurityException {
        TestCertificates certificates = new TestCertificates(directory);
        KeyStore server = certificates.generate("server", "-ext", "SAN=ip:127.0.0.1");
        KeyStore client = certificates.generate("client");
        certificates.writeTrustStore(server.getCertificate("server"));
        String serverPem = pem("CERTIFICATE", server.getCertificate("server").getEncoded());
        certificates.write("server.pem", serverPem);
        certificates.write(
                "server.key",
                pem(
                        "PRIVATE KEY",
                        server.getKey("server", PASSWORD.toCharArray()).getEncoded()));
        certificates.write(
                "authorities.pem",
                serverPem + pem("CERTIFICATE", client.getCertificate("client").getEncoded()));
        return certificates;
    }

    /** A PKCS12 store that has the servers' certificate. */
    Path trustStore() {
        return directory.resolve("trust.p12");
    }

    /** A PKCS12 store that has the client's certificate and key. */
    Path clientStore() {
        return directory.resolve("client.p12");
    }

    /** What redis.conf says of the servers' certificate and whom they trust. */
    List<List<String>> directives() {
        return List.of(
                List.of("tls-cert-file", directory.resolve("server.pem").toString()),
                List.of("tls-key-file", directory.resolve("server.key").toString()),
                List.of("tls-ca-cert-file", directory.resolve("authorities.pem").toString()));
    }

    private KeyStore generate(String name, String... options) throws IOException, GeneralSecurityException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                directory.resolve(name + ".p12").toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(options));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException(output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return load(name);
    }

    private void writeTrustStore(Certificate trusted) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("server", trusted);
        try (OutputStream out = Files.newOutputStream(trustStore())) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private KeyStore load(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve(name + ".p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + kind
                + "-----\n";
    }
}

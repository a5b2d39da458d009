// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A server on loopback that is no cluster, and a Redisson YAML that names it. */
final class StandaloneServer implements AutoCloseable {

    private final Process process;
    private final int port;

    private StandaloneServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param program the server program */
    static StandaloneServer start(Path program, Path directory) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        program.toString(), "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("server.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        StandaloneServer server = new StandaloneServer(process, port);
        await("the server")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(server::answers);
        return server;
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes the file that {@code hibernate.cache.slotcache.config} is to name. */
    Path writeYaml(Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("redisson.yaml"),
                "singleServerConfig:\n  address: \"redis://127.0.0.1:" + port
                        + "\"\n  connectionMinimumIdleSize: 1\n  connectionPoolSize: 8\n");
    }

    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

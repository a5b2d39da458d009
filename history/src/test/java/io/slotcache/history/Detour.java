// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way from one JVM to one server, which can be cut: then nothing goes either way, and nobody is told. What was on its way arrives once it is mended,
 * as TCP has it.
 */
final class Detour implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private boolean cut;
    private boolean closed;

    /** @param target port of the server */
    Detour(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 0, LOOPBACK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("detour to " + target, this::accept);
    }

    int target() {
        return target;
    }

    /** Where the JVM connects. */
    int port() {
        return door.getLocalPort();
    }

    synchronized void cut() {
        cut = true;
    }

    synchronized void mend() {
        cut = false;
        notifyAll();
    }

    private void accept() throws IOException, InterruptedException {
        while (true) {
            Socket client = door.accept();
            sockets.add(client);
            awaitPassage();
            try {
                Socket server = new Socket(LOOPBACK, target);
                sockets.add(server);
                run("to " + target, () -> copy(client, server));
                run("from " + target, () -> copy(server, client));
            } catch (IOException e) {
                // The server is down: the client sees a connection that ends at once, near enough to one refused.
                close(client);
            }
        }
    }

    private void copy(Socket from, Socket to) throws InterruptedException {
        try (from;
                to) {
            from.setTcpNoDelay(true);
            to.setTcpNoDelay(true);
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[1 << 16];
            int length = in.read(bytes);
            while (length >= 0) {
                awaitPassage();
                out.write(bytes, 0, length);
                length = in.read(bytes);
            }
            // An end is no more seen through a cut than data is.
            awaitPassage();
        } catch (IOException e) {
            awaitPassage();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private synchronized void awaitPassage() throws InterruptedException {
        while (cut && !closed) {
            wait();
        }
    }

    private void close(Socket socket) throws IOException {
        sockets.remove(socket);
        socket.close();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            door.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String name, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        // Closed.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Task {
        void run() throws IOException, InterruptedException;
    }
}

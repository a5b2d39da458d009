// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.internal.script.Script;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What clients send to the masters about one namespace, as MONITOR shows it, without the keepers' own commands: those come by the clock, not by what an
 * application does. A command is named as sent, a script by its name.
 */
final class MonitoredCommands implements AutoCloseable {

    /** A time, the database and where from; then the command's name and arguments, quoted. Commands within scripts come from "lua". */
    private static final Pattern LINE = Pattern.compile("\\+[0-9.]+ \\[\\d+ (\\S+)] \"(\\w+)\" ?(.*)");

    private final EmbeddedCluster cluster;
    private final String namespace;
    private final List<ClusterNode> masters;
    private final List<Socket> sockets = new ArrayList<>();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private MonitoredCommands(EmbeddedCluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
        masters = cluster.masters();
    }

    static MonitoredCommands start(EmbeddedCluster cluster, TestDatabase database) {
        MonitoredCommands commands = new MonitoredCommands(cluster, database.namespace());
        commands.masters.forEach(commands::listen);
        commands.awaitSeen();
        return commands;
    }

    private void listen(ClusterNode master) {
        try {
            Socket socket = new Socket("127.0.0.1", master.port());
            sockets.add(socket);
            socket.getOutputStream().write("MONITOR\r\n".getBytes(UTF_8));
            BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            Thread thread = new Thread(() -> read(reader), "monitor-" + master.port());
            thread.setDaemon(true);
            thread.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read(BufferedReader reader) {
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // Closed, which is how this ends.
        }
    }

    /** Forgets what was seen so far. */
    void restart() {
        awaitSeen();
        lines.clear();
    }

    /** Names of the commands since the start, of one master in order. */
    List<String> names() {
        return seen((name, arguments) -> name);
    }

    /** As {@link #names}, each with what it is about, which the script of a table says itself. */
    List<String> calls() {
        return seen((name, arguments) -> name.endsWith("_TABLE") ? name : name + " " + CommandSubject.of(arguments));
    }

    private List<String> seen(BinaryOperator<String> description) {
        awaitSeen();
        List<String> seen = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()
                    && !matcher.group(1).equals("lua")
                    && matcher.group(3).contains(namespace)) {
                String name = name(matcher.group(2).toUpperCase(Locale.ROOT), matcher.group(3));
                if (!isKeepers(name, matcher.group(3))) {
                    seen.add(description.apply(name, matcher.group(3)));
                }
            }
        }
        return seen;
    }

    private static String name(String command, String arguments) {
        for (Script script : Script.values()) {
            if (command.equals("EVALSHA") && arguments.contains(script.sha1())) {
                return script.name();
            }
        }
        return command;
    }

    private boolean isKeepers(String name, String arguments) {
        return name.equals(Script.RENEW.name())
                || name.equals(Script.EXTEND.name())
                || name.equals("GET") && arguments.endsWith(":e\"")
                || arguments.startsWith("\"" + namespace + ":layout\"");
    }

    /** MONITOR shows commands in the order they ran: once a marker shows, so has all before it. */
    private void awaitSeen() {
        String marker = UUID.randomUUID().toString();
        await("MONITOR")
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    masters.forEach(master -> cluster.command(master, "ECHO", marker + master.port()));
                    return masters.stream()
                            .allMatch(master -> lines.stream().anyMatch(line -> line.contains(marker + master.port())));
                });
    }

    @Override
    public void close() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

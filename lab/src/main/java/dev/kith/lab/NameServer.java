package dev.kith.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A name server, dnsmasq, on a host, at port 53 of all its addresses. It knows what it was told and nothing else: any other name
 * does not exist (NXDOMAIN). A change has been taken in when its method returns. Not for more than one thread.
 */
public final class NameServer {
    /** Where a service is (RFC 2782). */
    public record Service(String target, int port, int priority, int weight) {
        /** With priority and weight 0. */
        public Service(String target, int port) {
            this(target, port, 0, 0);
        }
    }

    private final Host host;
    private final String folder;
    private final Map<String, List<String>> addresses = new LinkedHashMap<>();
    private final Map<String, List<Service>> services = new LinkedHashMap<>();
    private Duration ttl;
    private @Nullable Program server;
    private int readings;
    private boolean knowsWhatThereIs = true;

    /**
     * Starts it, with no names.
     *
     * @param ttl what every answer says, in whole seconds
     */
    public NameServer(Host host, Duration ttl) {
        this.host = host;
        this.ttl = ttl;
        this.folder = host.run("mktemp", "-d", "-p", "/run").strip();
        start();
    }

    /** Gives a name exactly these addresses, of IPv4 (A) and IPv6 (AAAA); without any it exists no more. It answers all the while. */
    public NameServer name(String name, String... at) {
        addresses.put(name, List.of(at));
        writeAddresses();
        if (server != null) {
            server.signal("HUP");
            awaitReading(server);
        }
        return this;
    }

    /** Gives a name such as {@code _kith._udp.lab.test} exactly these records SRV. It does not answer for some milliseconds. */
    public NameServer service(String name, Service... at) {
        services.put(name, List.of(at));
        return startAgainIfRunning();
    }

    /** What every answer says from now on. It does not answer for some milliseconds. */
    public NameServer ttl(Duration newTtl) {
        ttl = newTtl;
        return startAgainIfRunning();
    }

    /** From now on it refuses to answer of what it was told nothing, the other kinds of address of a name too, as one does that asks others in vain. */
    public NameServer refuseTheRest() {
        knowsWhatThereIs = false;
        return startAgainIfRunning();
    }

    /** Waits until somebody was told this address of a name. */
    public void awaitTold(String name, String at) {
        Objects.requireNonNull(server, "it does not run").awaitLine(" " + name + " is " + at);
    }

    /** Waits until somebody asked for it, whether it is there or not. */
    public void awaitAsked(String name) {
        Objects.requireNonNull(server, "it does not run").awaitLine(" " + name + " from ");
    }

    /** Ends it: who asks is told that nobody is at the port. To have questions vanish, unplug the host. */
    public void stop() {
        if (server != null) {
            server.signal("TERM").awaitExit();
            server = null;
        }
    }

    /** Starts it again with what it was told, in between too. */
    public final void start() {
        writeAddresses();
        List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" 2>&1", "sh", "dnsmasq"));
        // Neither the machine's names nor its name servers, and no change of user, which some namespaces do not allow.
        command.addAll(List.of("--no-daemon", "--conf-file=/dev/null", "--no-hosts", "--no-resolv"));
        if (knowsWhatThereIs) {
            command.add("--local=/#/");
        }
        command.add("--log-queries");
        command.addAll(List.of("--addn-hosts=" + folder + "/hosts", "--local-ttl=" + ttl.toSeconds()));
        services.forEach((name, all) -> all.forEach(at -> command.add(
                "--srv-host=" + String.join(",", name, at.target, "" + at.port, "" + at.priority, "" + at.weight))));
        Program started = host.start(command);
        readings = 0;
        awaitReading(started);
        server = started;
    }

    private NameServer startAgainIfRunning() {
        if (server != null) {
            stop();
            start();
        }
        return this;
    }

    private void writeAddresses() {
        String hosts = addresses.entrySet().stream()
                .flatMap(name -> name.getValue().stream().map(at -> at + " " + name.getKey()))
                .collect(Collectors.joining("\n"));
        host.run("sh", "-c", "printf '%s\\n' '" + hosts + "' >" + folder + "/hosts");
    }

    private void awaitReading(Program reader) {
        reader.awaitCount("read " + folder + "/hosts", ++readings);
    }
}

package dev.kith.lab;

import dev.kith.peer.Endpoint;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** Somebody on the segment who sends packets in any name, and hears what goes to all: {@code lab/attack/raw.py} on a host. */
final class Attacker {
    /** More than it can send. */
    static final int AS_FAST_AS_IT_CAN = 1_000_000;

    private final Host host;
    private final Kind kind;
    private final Program program;
    private int plays;

    /** A datagram that went by. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Heard(Endpoint from, Endpoint to, byte[] datagram) {}

    /** One who attacks a group of that kind. */
    Attacker(Host host, Kind kind) {
        this.host = host;
        this.kind = kind;
        program = host.start(
                List.of("python3", Checkout.root().resolve("lab/attack/raw.py").toString()));
    }

    /** Begins to listen to all that comes by. */
    Attacker record() {
        program.type("record").awaitLine("recording");
        return this;
    }

    /** Begins to answer probes at a port as the node with this id, and to vouch for everybody. */
    Attacker answer(Forger as) {
        program.type("answer " + as.at().port() + " " + as.id()).awaitLine("answering");
        return this;
    }

    /** The same as a member of a closed group. */
    Attacker answer(Forger as, Path keyFile) {
        String port = Integer.toString(as.at().port());
        host.start(List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Answering.class.getName(),
                        port,
                        as.id().toString(),
                        keyFile.toString()))
                .awaitLine("answering");
        return this;
    }

    /** What it makes of packets that would do in an open group. */
    private List<byte[]> disguised(Collection<byte[]> packets) {
        return kind.letsStrangersIn() ? List.copyOf(packets) : new Disguise(heard()).of(packets);
    }

    /** Sends some packets, once. */
    void send(Collection<byte[]> packets) {
        play(packets, 1, AS_FAST_AS_IT_CAN);
        awaitPlayed();
    }

    void send(byte[]... packets) {
        send(List.of(packets));
    }

    /** Begins to send some packets so many times, at most so many packets a second; these, as they are in the kind of group. */
    List<byte[]> play(Collection<byte[]> packets, int rounds, int perSecond) {
        List<byte[]> held = disguised(packets);
        program.type("forget");
        held.forEach(packet -> program.type("hold " + HexFormat.of().formatHex(packet)));
        program.type("play " + rounds + " " + perSecond);
        plays++;
        return held;
    }

    /** Waits until all is sent that was to be. */
    void awaitPlayed() {
        program.awaitCount("played ", plays);
    }

    /** Ends it, whatever it still has to send. */
    void stop() {
        program.kill();
    }

    /** Waits until something came to this address. */
    void awaitHeardAt(String ip) {
        program.awaitMatch("heard \\S+ " + ip.replace(".", "\\.") + ":.*");
    }

    /** All it heard so far. */
    List<Heard> heard() {
        return program.lines().stream()
                .filter(line -> line.startsWith("heard "))
                .map(Attacker::heard)
                .toList();
    }

    private static Heard heard(String line) {
        String[] words = line.split(" ", -1);
        return new Heard(endpoint(words[1]), endpoint(words[2]), HexFormat.of().parseHex(words[3]));
    }

    private static Endpoint endpoint(String text) {
        int colon = text.lastIndexOf(':');
        return Packets.at(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
}

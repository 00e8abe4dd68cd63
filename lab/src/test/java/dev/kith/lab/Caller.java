package dev.kith.lab;

import java.util.List;

/** Somebody on a host who speaks and hears by one socket: {@link Phone}. */
final class Caller {
    private final String address;
    private final int port;
    private final Program program;

    /** Starts it; it speaks from its own port. */
    Caller(Host host, String address, int port) {
        this.address = address;
        this.port = port;
        this.program = host.java(Phone.class, Integer.toString(port));
    }

    /** The one on the host that a subnet got last. */
    static Caller onLast(Subnet subnet, Host host, int port) {
        return new Caller(host, subnet.address(subnet.last()), port);
    }

    String address() {
        return address;
    }

    int port() {
        return port;
    }

    /** Says a word to somebody, and waits until it is sent. */
    void say(String word, Caller to) {
        say(word, to.address, to.port);
    }

    void say(String word, String ip, int toPort) {
        program.awaitLine("ready");
        program.type(ip + " " + toPort + " " + word).awaitLine("said " + word);
    }

    /** Waits until it can hear. */
    Caller ready() {
        program.awaitLine("ready");
        return this;
    }

    /** Waits for a word from this address, and returns the port it came from. */
    int awaitPortOf(String word, String from) {
        String line = program.awaitMatch("heard " + from.replace(".", "\\.") + " \\d+ " + word);
        return Integer.parseInt(line.split(" ", -1)[2]);
    }

    /** Waits for a word from somebody, as it says who it is. */
    void await(String word, Caller from) {
        program.awaitLine("heard " + from.address + " " + from.port + " " + word);
    }

    /** The words it heard so far. */
    List<String> words() {
        return program.lines().stream()
                .filter(line -> line.startsWith("heard "))
                .map(line -> line.split(" ", -1)[3])
                .toList();
    }
}

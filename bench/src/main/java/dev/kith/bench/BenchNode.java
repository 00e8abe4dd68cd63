package dev.kith.bench;

import dev.kith.Admission;
import dev.kith.Config;
import dev.kith.Kith;
import dev.kith.KithNode;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Reachability;
import dev.kith.peer.Via;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/**
 * A node under measurement, one process each. Told on standard input {@code warm TIMES}, {@code bare INTERFACE},
 * {@code shout NAME}, {@code sign-then-shout NAME}, {@code sign-and-shout NAME}, {@code open}, {@code shut}, {@code join-open NAME},
 * {@code join NAME}, {@code meet NAME PEER}, {@code reach NAME PEER}, {@code leave}, {@code start NAME COMMAND...}; or
 * joins at once under the name it is given as its argument, or only signs and shouts that at once by the interface that is the second. Each line it prints is a name, what was asked of it or what it
 * saw, and the moment of that on the monotonic clock. It prints a little later, so that whoever reads it takes no time of what
 * is measured.
 */
public final class BenchNode {
    private static final String GROUP = "bench";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Config CONFIG = config();
    /** With a key in KITH_KEY, as {@code ./kith} takes it, the group is closed. */
    private static final Admission ADMISSION =
            Optional.ofNullable(System.getenv("KITH_KEY")).map(Admission::key).orElse(Admission.open());

    private static final Duration PRINT_EVERY = Duration.ofMillis(250);

    private static final Duration LOOK_EVERY = Duration.ofMillis(1);

    /** Long after all that two who are introduced try. */
    private static final Duration RELAYED_FOR_GOOD = Duration.ofSeconds(4);

    private static final BlockingQueue<String> HANDED = new LinkedBlockingQueue<>();
    private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();

    private static Optional<KithNode> node = Optional.empty();
    private static Optional<Bare> bare = Optional.empty();

    private BenchNode() {}

    /** Runs until standard input ends. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Thread printing = new Thread(BenchNode::printLines, "print");
        printing.setDaemon(true);
        printing.start();
        if (args.length == 2) {
            signThenShoutFresh(args[0], args[1]);
        }
        Optional<Kith> kith = args.length == 1 ? Optional.of(join(args[0])) : Optional.empty();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            List<String> words = Arrays.asList(line.split(" "));
            switch (words.get(0)) {
                case "warm" -> warm(Integer.parseInt(words.get(1)));
                case "join" -> kith = Optional.of(join(words.get(1)));
                case "bare" -> listen(words.get(1));
                case "sign-and-shout" -> signAndShout(words.get(1));
                case "sign-then-shout" -> signThenShout(words.get(1));
                case "shout" -> shout(words.get(1));
                case "open" -> print("jvm", "opened", open());
                case "shut" -> shut();
                case "join-open" -> kith = Optional.of(joinOpen(words.get(1)));
                case "meet" -> kith = Optional.of(meet(words.get(1), words.get(2)));
                case "reach" -> kith = Optional.of(reach(words.get(1), words.get(2)));
                case "leave" -> kith.ifPresent(BenchNode::leave);
                case "start" -> start(words.get(1), words.subList(2, words.size()));
                default -> throw new IllegalArgumentException("no such order: " + line);
            }
        }
    }

    /** With a seed, where one is named. */
    private static Config config() {
        Config.Builder config = Config.builder().classic(false);
        Optional.ofNullable(System.getProperty("kith.seed")).ifPresent(config::seed);
        return config.build();
    }

    /** Joins, and says when a peer answers it directly for the first time. */
    private static Kith meet(String name, String peer) throws IOException, InterruptedException {
        Kith kith = join(name);
        while (answersAt(kith, peer).isEmpty()) {
            Thread.sleep(LOOK_EVERY.toMillis());
        }
        print(name, "met " + peer, System.nanoTime());
        return kith;
    }

    /** Joins, and says when and where a peer answers it directly, or when it did through another if it never does directly. */
    private static Kith reach(String name, String peer) throws IOException, InterruptedException {
        Kith kith = join(name);
        OptionalLong relayed = OptionalLong.empty();
        while (relayed.isEmpty() || System.nanoTime() - relayed.getAsLong() < RELAYED_FOR_GOOD.toNanos()) {
            Optional<Endpoint> at = answersAt(kith, peer);
            if (at.isPresent()) {
                print(name, "reached " + peer + " at " + at.get(), System.nanoTime());
                return kith;
            }
            if (relayed.isEmpty() && isRelayed(kith, peer)) {
                relayed = OptionalLong.of(System.nanoTime());
            }
            Thread.sleep(LOOK_EVERY.toMillis());
        }
        print(name, "reached " + peer + " through another", relayed.getAsLong());
        return kith;
    }

    private static Optional<Endpoint> answersAt(Kith kith, String peer) {
        return reached(kith, peer)
                .flatMap(reached -> reached.paths().stream())
                .filter(path -> path.outcome() == Reachability.Outcome.ANSWERS)
                .map(Reachability.Path::at)
                .findFirst();
    }

    private static boolean isRelayed(Kith kith, String peer) {
        return reached(kith, peer).anyMatch(reached -> reached.peer().via().contains(Via.RELAYED));
    }

    private static Stream<Reachability> reached(Kith kith, String peer) {
        return kith.survey().peers().stream()
                .filter(reached -> reached.peer().name().equals(peer));
    }

    private static void listen(String interfaceName) throws IOException {
        Bare listening = new Bare(interfaceName);
        Thread second = new Thread(BenchNode::takeHanded, "second");
        second.setDaemon(true);
        second.start();
        listening.listen(text -> {
            print("bare", "heard " + text, System.nanoTime());
            HANDED.add(text);
        });
        bare = Optional.of(listening);
    }

    /** As a listener has the news of a node. */
    private static void takeHanded() {
        try {
            while (true) {
                String text = HANDED.take();
                print("bare", "handed " + text, System.nanoTime());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void signAndShout(String text) throws IOException {
        print(text, "shouted", System.nanoTime());
        bare.orElseThrow().signAndShout(text);
    }

    private static void signThenShout(String text) throws IOException {
        print(text, "shouted", System.nanoTime());
        bare.orElseThrow().signThenShout(text);
    }

    /** The key pair is made and used while the socket is opened, as a node does. */
    private static void signThenShoutFresh(String text, String interfaceName) throws IOException {
        long called = System.nanoTime();
        CompletableFuture<Void> signed = CompletableFuture.runAsync(() -> Bare.sign(text));
        Bare shouting = new Bare(interfaceName);
        signed.join();
        shouting.shout(text);
        print(text, "shouted", called);
    }

    private static void shout(String text) throws IOException {
        print(text, "shouted", System.nanoTime());
        bare.orElseThrow().shout(text);
    }

    private static Kith join(String name) throws IOException {
        long called = System.nanoTime();
        return joined(name, Kith.join(CONFIG, GROUP, ADMISSION, me -> me.name(name)), called);
    }

    /** A new one, since a node that joins again is known. */
    private static long open() throws IOException {
        shut();
        node = Optional.of(Kith.open(CONFIG));
        return System.nanoTime();
    }

    private static void shut() {
        node.ifPresent(KithNode::close);
        node = Optional.empty();
    }

    private static Kith joinOpen(String name) throws IOException {
        long called = System.nanoTime();
        return joined(name, node.orElseThrow().join(GROUP, ADMISSION, me -> me.name(name)), called);
    }

    private static Kith joined(String name, Kith joined, long called) {
        print(name, "returned", System.nanoTime());
        joined.onChange(event -> print(name, event));
        print(name, "called", called);
        return joined;
    }

    private static void leave(Kith kith) {
        print(kith.self().name(), "leaving", System.nanoTime());
        kith.close();
    }

    private static void warm(int times) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            try (Kith one = Kith.join(CONFIG, "warm", ADMISSION, me -> me.name("one"));
                    Kith other = Kith.join(CONFIG, "warm", ADMISSION, me -> me.name("other"))) {
                one.await(1, PATIENCE);
                other.await(1, PATIENCE);
            }
        }
        print("jvm", "warm", System.nanoTime());
    }

    private static void start(String name, List<String> command) throws IOException {
        long started = System.nanoTime();
        new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        print(name, "started", started);
    }

    private static void print(String name, Event event) {
        long now = System.nanoTime();
        if (event instanceof Event.Change change) {
            print(
                    name,
                    change.what().name().toLowerCase(Locale.ROOT) + " "
                            + change.peer().name(),
                    now);
        }
    }

    private static void print(String name, String what, long nanos) {
        LINES.add(name + " " + what + " " + nanos);
    }

    private static void printLines() {
        try {
            while (true) {
                Thread.sleep(PRINT_EVERY.toMillis());
                for (String line = LINES.poll(); line != null; line = LINES.poll()) {
                    System.out.println(line);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}

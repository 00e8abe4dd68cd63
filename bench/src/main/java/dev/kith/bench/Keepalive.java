package dev.kith.bench;

import dev.kith.lab.Flow;
import dev.kith.lab.Nat;
import dev.kith.lab.Program;
import dev.kith.lab.Subnet;
import dev.kith.lab.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a member behind an address translation and each of the others say to each other when nothing happens, counted by the translation. */
public final class Keepalive {
    private static final int OTHERS = 11;
    private static final Duration SETTLE = Duration.ofSeconds(15);
    /** Half of what one that is watched is asked. */
    private static final double WATCHED_A_SECOND = 0.5;

    private static final double MOST_TO_KEEP_A_WAY = 20;

    private Keepalive() {}

    /** Measures; the argument is for how many seconds. */
    public static void main(String[] args) throws InterruptedException {
        Duration length = Duration.ofSeconds(args.length > 0 ? Integer.parseInt(args[0]) : 180);
        Figure watched = new Figure(
                "one of the two asks the other once a second: of each such way", "B/s", Double.POSITIVE_INFINITY);
        Figure kept = new Figure("it is only kept open: of each such way", "B/s", MOST_TO_KEEP_A_WAY);
        try (World world = World.create()) {
            Subnet internet = Subnet.internet(world);
            List<String> seed = List.of("-Dkith.seed=203.0.113.2");
            List<Program> others = new ArrayList<>();
            for (int i = 0; i < OTHERS; i++) {
                others.add(Ten.node(internet.host("h" + i), i == 0 ? List.of() : seed, "n" + i));
            }
            Nat nat = new Nat(internet, "home", Nat.Kind.PORT_RESTRICTED, "192.168.1");
            Program behind = Ten.node(nat.host("a"), seed, "na");
            others.forEach(other -> other.awaitCount(" joined n", OTHERS));
            behind.awaitCount(" joined n", OTHERS);
            Thread.sleep(SETTLE.toMillis());
            Map<Long, Flow> before = flows(nat);
            long began = System.nanoTime();
            Thread.sleep(length.toMillis());
            double seconds = (System.nanoTime() - began) / 1e9;
            flows(nat).forEach((id, after) -> {
                Flow former = before.get(id);
                if (former != null && after.isAnswered() && after.packets() > former.packets()) {
                    boolean asked = (after.packets() - former.packets()) / seconds >= WATCHED_A_SECOND;
                    (asked ? watched : kept).add((after.bytes() - former.bytes()) / seconds);
                }
            });
        }
        System.out.printf(
                "one of %d behind an address translation, %d s of rest; IP and UDP headers and both directions included; ways in brackets%n",
                OTHERS + 1, length.toSeconds());
        System.out.println(Figure.heading());
        List.of(watched, kept).forEach(figure -> System.out.println(figure.row()));
    }

    private static Map<Long, Flow> flows(Nat nat) {
        return nat.flows().stream().collect(Collectors.toMap(Flow::id, Function.identity()));
    }
}

package dev.kith.cli;

import dev.kith.Kith;
import dev.kith.peer.Endpoint;
import java.util.stream.Collectors;

/** What a command says on the error stream when it starts. */
final class Greeting {
    private Greeting() {}

    static void say(Kith kith, NodeOptions options, boolean passive) {
        String interfaces = String.join(", ", kith.node().interfaces());
        String doing = passive ? "watching, unseen," : "here as '" + kith.self().name() + "'";
        String closed = kith.isClosed() ? "closed" : "open";
        Console.say("kith: %s in group %s (%s) on %s".formatted(doing, kith.group(), closed, interfaces));
        if (options.isVerbose()) {
            String own =
                    kith.self().addresses().stream().map(Endpoint::toString).collect(Collectors.joining(", "));
            Console.say("kith: own addresses: " + (own.isEmpty() ? "none, nothing is sent" : own));
            Console.say("kith: classic beacon: " + (options.isClassic() ? "224.0.0.1:9778" : "off"));
        }
    }
}

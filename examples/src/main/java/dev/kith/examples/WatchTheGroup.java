package dev.kith.examples;

import dev.kith.Config;
import dev.kith.Kith;
import dev.kith.KithNode;
import dev.kith.peer.Event;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;

/** One node in two groups, and the news of both in one place. */
public final class WatchTheGroup {
    private WatchTheGroup() {}

    /** Prints who comes and goes in the groups {@code shop} and {@code staff}, until the process is ended. */
    public static void main(String[] args) throws IOException, InterruptedException {
        LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
        try (KithNode node = Kith.open(Config.defaults());
                Kith shop = node.join("shop", me -> me.name("watcher"));
                Kith staff = node.join("staff", me -> me.name("watcher"))) {
            shop.onChange(event -> lines.add("shop   " + line(event)));
            staff.onChange(event -> lines.add("staff  " + line(event)));
            while (true) {
                System.out.println(lines.take());
            }
        }
    }

    /** One event, and why. */
    static String line(Event event) {
        if (event instanceof Event.Change change) {
            return change.what() + " " + change.peer().name() + " "
                    + change.peer().addresses() + ": " + change.evidence().reason();
        }
        return "! " + ((Event.Degraded) event).reason();
    }
}

package dev.kith.cli;

import dev.kith.Feed;
import dev.kith.Kith;
import dev.kith.cli.doctor.Doctor;
import dev.kith.cli.doctor.Finding;
import dev.kith.cli.live.LiveTable;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What {@code kith} and {@code kith run} do: join, and show who is there until stopped. */
abstract class LiveCommand implements Command {
    private final NodeOptions options = new NodeOptions();

    /** The options of both. */
    final List<Option<?>> options() {
        return options.all();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Leaving.onSignal(OptionalInt.of(Exit.DONE));
        try (Kith kith = options.join(false);
                Feed feed = kith.feed()) {
            Leaving.sayGoodbyeBy(kith::close);
            if (Console.isTerminal()) {
                try (LiveTable table = new LiveTable(kith, () -> examine(kith), Console.out(), Console.isUtf8())) {
                    table.run(feed);
                }
                // On the screen that is given back: what was said on the table's own is gone with it.
                Fault.of(kith).ifPresent(why -> Console.say("kith: " + why));
            } else {
                Greeting.say(kith, options, false);
                ShownNames names = new ShownNames();
                EventLines.print(feed, event -> Signs.line(event, names, options.isVerbose(), ZoneId.systemDefault()));
            }
            return Fault.code(kith);
        }
    }

    private List<String> examine(Kith kith) {
        List<Finding> findings = Doctor.examine(kith, options.asked(false));
        List<String> lines = new ArrayList<>(DoctorLines.of(findings));
        lines.add(DoctorLines.sum(findings, false));
        return lines;
    }
}

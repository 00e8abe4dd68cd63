package dev.kith.cli.doctor;

import dev.kith.peer.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A host that is written down. */
final class PaperHost implements Host {
    private final Map<String, List<String>> files = new HashMap<>();
    private final Map<String, List<String>> commands = new HashMap<>();
    private final Map<String, Ending> failing = new HashMap<>();
    private Knock knock = Knock.SILENT;
    private final Map<String, String> variables = new HashMap<>();

    PaperHost file(String name, String... lines) {
        files.put(name, List.of(lines));
        return this;
    }

    PaperHost command(String command, String output) {
        commands.put(command, output.lines().toList());
        return this;
    }

    /** What comes back from every port. */
    PaperHost saying(Knock word) {
        knock = word;
        return this;
    }

    /** How all commands of that program end. */
    PaperHost ending(String program, Ending ending) {
        failing.put(program, ending);
        return this;
    }

    PaperHost variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    @Override
    public List<String> lines(String file) {
        return files.getOrDefault(file, List.of());
    }

    @Override
    public List<String> names(String folder) {
        TreeSet<String> names = new TreeSet<>();
        for (String file : files.keySet()) {
            if (file.startsWith(folder + "/")) {
                names.add(file.substring(folder.length() + 1).split("/", -1)[0]);
            }
        }
        return List.copyOf(names);
    }

    /** What is not written down fails. */
    @Override
    public Outcome call(String... command) {
        String whole = String.join(" ", command);
        if (commands.containsKey(whole)) {
            return new Outcome(Ending.DONE, commands.get(whole));
        }
        return Outcome.of(failing.getOrDefault(command[0], Ending.FAILED));
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public Knock knock(Endpoint at) {
        return knock;
    }
}

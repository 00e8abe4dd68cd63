package dev.kith.lab;

import java.util.List;

/** The kinds of group that are attacked: by which arguments of {@code ./kith} a member is in it. An attacker has none of them. */
enum Kind {
    /** Anybody may join. */
    OPEN(true, ""),
    /** Only who has the key. */
    CLOSED(false, "--key-file " + KeyFiles.create("attacked.keys"));

    private final boolean letsStrangersIn;
    private final String arguments;

    Kind(boolean letsStrangersIn, String arguments) {
        this.letsStrangersIn = letsStrangersIn;
        this.arguments = arguments;
    }

    /** Whether an attacker may be a member, well-formed as it is. */
    boolean letsStrangersIn() {
        return letsStrangersIn;
    }

    List<String> arguments() {
        return arguments.isEmpty() ? List.of() : List.of(arguments.split(" "));
    }
}

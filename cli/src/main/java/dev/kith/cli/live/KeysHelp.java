package dev.kith.cli.live;

import dev.kith.peer.Status;

/** The keys, and what the shapes mean. */
final class KeysHelp {
    private KeysHelp() {}

    static Text text(Look look) {
        Text text = new Text()
                .add(look.mark("↑ ↓", "Up Down"), "select a peer; PgUp, PgDn, Home and End go further, j and k as well")
                .add(
                        "Enter",
                        "details of the selected peer: all it tells, its paths, and the evidence for what became of it")
                .add(
                        "/",
                        "show those only that hold what is typed in name, address, id, kind, status, interface, services or"
                                + " meta; Enter keeps it, Esc clears it")
                .add("s", "sort by the next column")
                .add("p", "pause: nothing moves until p is pressed again")
                .add("d", "doctor: what may keep this node from hearing and being heard")
                .add("?", "this page")
                .add("Esc", "back to the table")
                .add("q", "quit, and say goodbye to the others; Ctrl-C does, too")
                .blank();
        for (Status status : Status.values()) {
            text.add(look.shape(status, false) + " " + Row.lower(status), meaning(status));
        }
        return text.add(look.shape(Status.ALIVE, true) + " alive", "was heard within the last second");
    }

    private static String meaning(Status status) {
        return switch (status) {
            case ALIVE -> "heard, as often as it should be";
            case SUSPECT -> "silent beyond what is usual, and asked after";
            case LOST -> "crashed or cut off";
            case LEFT -> "said goodbye";
        };
    }
}

package dev.kith.cli.doctor;

import java.util.List;

/** Looks at one thing. */
interface Check {
    /** What there is to say of it; nothing, where it does not matter. */
    List<Finding> look(Seen seen, Host host);
}

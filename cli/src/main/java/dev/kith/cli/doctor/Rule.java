package dev.kith.cli.doctor;

import java.util.List;

/** A rule of a firewall. */
interface Rule {
    /** What becomes of a datagram that a rule is for. */
    record Outcome(Match match, String verdict, String chain) {}

    /** What it may do with a datagram; more than one thing if it looks it up in a map. */
    List<Outcome> outcomes(Criteria criteria);

    /** As people find it. */
    String printed();
}

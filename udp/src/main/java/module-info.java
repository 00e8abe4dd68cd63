/** Peer discovery over UDP: the handle an application holds, and the sockets, thread and clock behind it. */
module dev.kith {
    requires transitive dev.kith.core;
    requires static org.jspecify;

    exports dev.kith;

    uses dev.kith.CandidateSource.Provider;

    provides dev.kith.CandidateSource.Provider with
            dev.kith.SeedSource.Provider,
            dev.kith.StateSource.Provider;

    // The article's two functions, for the command line alone.
    exports dev.kith.udp to
            dev.kith.cli;
}

/**
 * The protocol as a state machine: time, datagrams and commands in; datagrams, events and a deadline out.
 *
 * <p>Nothing in here opens a socket, starts a thread, reads a clock or draws a random number.
 */
module dev.kith.core {
    requires static org.jspecify;

    exports dev.kith.peer;
    exports dev.kith.text;

    // The engine is for the drivers, not for applications.
    exports dev.kith.bound to
            dev.kith;
    exports dev.kith.classic to
            dev.kith,
            dev.kith.cli;
    exports dev.kith.node to
            dev.kith,
            dev.kith.sim;
    exports dev.kith.roster to
            dev.kith,
            dev.kith.sim;
    exports dev.kith.time to
            dev.kith,
            dev.kith.sim;
    exports dev.kith.trust to
            dev.kith,
            dev.kith.sim;
    exports dev.kith.watch to
            dev.kith.sim;
    exports dev.kith.wire to
            dev.kith,
            dev.kith.sim;
}

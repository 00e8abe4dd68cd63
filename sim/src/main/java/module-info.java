/** Many nodes in one virtual time, for tests of the protocol and of applications. */
module dev.kith.sim {
    requires transitive dev.kith.core;
    requires static org.jspecify;

    exports dev.kith.sim;
}

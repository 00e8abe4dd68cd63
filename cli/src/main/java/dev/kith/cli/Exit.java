package dev.kith.cli;

/** The exit codes, the same for every command. A signal ends a command that is not done with 128 and its number. */
final class Exit {
    /** Done, or met. */
    static final int DONE = 0;
    /** Nobody was found, or what was found could not be written. */
    static final int NOT_MET = 1;
    /** Wrong use: an option or a name that breaks its rule. */
    static final int USAGE = 2;
    /** The network could not be opened. */
    static final int NO_NETWORK = 3;

    /** For the help of each command. */
    static final String HELP_DONE = "0:done, or met";

    static final String HELP_NOT_MET = "1:nobody was found, or the output cannot be written";
    static final String HELP_FAULT = "1:the node stopped by a fault, or the output cannot be written";
    static final String HELP_USAGE = "2:wrong use; the line on the error stream says what would be right";
    static final String HELP_NO_NETWORK = "3:the network could not be opened";
    static final String HELP_NOT_STARTED = "4:Kith could not be built or started";
    static final String HELP_KEYS_REFUSED = "1:living members lack the key, or use it; nothing was changed";
    static final String HELP_CHILD = "other:that of CMD, or 127 if it cannot be run";
    static final String HELP_SIGNAL = "130, 143, 129:stopped by SIGINT, SIGTERM, SIGHUP";

    private Exit() {}
}

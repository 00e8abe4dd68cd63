/** The program: one class for each command. */
module dev.kith.cli {
    requires dev.kith;
    requires info.picocli;
    requires org.jline.terminal;
    requires tools.jackson.core;
    requires static org.jspecify;

    // Picocli fills in the fields of the commands.
    opens dev.kith.cli to
            info.picocli;
}

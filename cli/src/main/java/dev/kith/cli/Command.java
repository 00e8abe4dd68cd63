package dev.kith.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** One command: what it does, to its exit code, and how it is typed. */
interface Command extends Callable<Integer> {
    /** Its name, what it takes, and its help. */
    CommandSpec spec();
}

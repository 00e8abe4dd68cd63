package dev.kith.lab;

import java.nio.file.Path;

/** Where the things under test lie. */
public final class Checkout {
    private Checkout() {}

    /** The root of the checkout, given by the build. */
    public static Path root() {
        return Path.of(System.getProperty("kith.root"));
    }

    static String kith() {
        return root().resolve("kith").toString();
    }

    static String labClasses() {
        return root().resolve("lab/target/classes").toString();
    }
}

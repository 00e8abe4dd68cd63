package dev.kith.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** The bytes that PROTOCOL.md has: where all that is changed at random begins. */
final class Vectors {
    private static final Pattern NATIVE = Pattern.compile("(?m)^native (?!record)\\w+ ([0-9a-f]+)$");
    private static final Pattern RECORD = Pattern.compile("(?m)^native record\\w* ([0-9a-f]+)$");
    private static final Pattern CLASSIC = Pattern.compile("(?m)^classic ([0-9a-f]+|-) => .*$");

    private Vectors() {}

    /** Every message of the native protocol. */
    static List<byte[]> datagrams() throws IOException {
        return all(NATIVE);
    }

    static List<byte[]> records() throws IOException {
        return all(RECORD);
    }

    static List<byte[]> beacons() throws IOException {
        return all(CLASSIC);
    }

    private static List<byte[]> all(Pattern vector) throws IOException {
        String page = Files.readString(Path.of(System.getProperty("kith.root"), "PROTOCOL.md"));
        return vector.matcher(page)
                .results()
                .map(found -> HexFormat.of().parseHex(found.group(1).replace("-", "")))
                .toList();
    }
}

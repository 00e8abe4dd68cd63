package dev.kith.cli;

import dev.kith.text.Label;
import dev.kith.text.Printable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a node is called when nobody says: the login name, which tells people who it is; the short host name for root, a
 * service account or an unknown user, whose names tell nothing.
 */
final class DefaultName {
    private static final Path ACCOUNTS = Path.of("/etc/passwd");
    private static final int FIRST_PERSON = 1000;
    /** Overflow accounts such as nobody are numbered from the top. */
    private static final int AFTER_LAST_PERSON = 60_000;

    private DefaultName() {}

    static String get() {
        String user = System.getProperty("user.name", "");
        return isPerson(user, accounts()) ? user : shortHostName();
    }

    /** Whether a user is a person, by the lines of the account file; one it does not list may come from a directory. */
    static boolean isPerson(String user, List<String> accounts) {
        if (user.isBlank() || user.equals("?") || user.equals("root") || user.startsWith("_") || !Printable.is(user)) {
            return false;
        }
        return accounts.stream()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length > 2 && fields[0].equals(user))
                .findFirst()
                .map(fields -> isPersonsId(fields[2]))
                .orElse(!user.equals("nobody"));
    }

    private static boolean isPersonsId(String uid) {
        try {
            int id = Integer.parseInt(uid);
            return id >= FIRST_PERSON && id < AFTER_LAST_PERSON;
        } catch (NumberFormatException damaged) {
            return false;
        }
    }

    private static List<String> accounts() {
        try {
            return Files.readAllLines(ACCOUNTS, StandardCharsets.ISO_8859_1);
        } catch (IOException none) {
            return List.of();
        }
    }

    private static String shortHostName() {
        String host = System.getProperty("kith.host", "");
        if (host.isBlank()) {
            try {
                host = InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException noName) {
                host = "kith";
            }
        }
        int dot = host.indexOf('.');
        return Label.cut(Printable.of(dot > 0 ? host.substring(0, dot) : host), Label.MAX_BYTES);
    }
}

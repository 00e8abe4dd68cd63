package dev.kith.cli.doctor;

import java.util.ArrayList;
import java.util.List;

/** Whether others are heard who cannot be understood: another key, another version, another group. */
final class StrangerCheck implements Check {
    private static final String OTHER_KEY = "for this group with another key";
    private static final String NO_KEY = "for this group without a key";
    private static final String A_KEY = "for this group with a key";
    private static final String VERSION = "of the protocol, this node speaks";

    @Override
    public List<Finding> look(Seen seen, Host host) {
        List<Finding> all = new ArrayList<>();
        for (String reason : seen.degraded()) {
            if (reason.contains(OTHER_KEY)) {
                merge(
                        all,
                        Finding.fail("other-key", "key", reason)
                                .mendedBy(
                                        "copy the key file of a member here, or 'kith keys list' on both, and compare"));
            } else if (reason.contains(NO_KEY)) {
                merge(
                        all,
                        Finding.warn("no-key", "key", reason).mendedBy("give them the key file too: --key-file FILE"));
            } else if (reason.contains(A_KEY)) {
                merge(
                        all,
                        Finding.fail("no-key", "key", reason)
                                .mendedBy("name the key file of that group: --key-file FILE"));
            } else if (reason.contains(VERSION)) {
                merge(
                        all,
                        Finding.fail("version", "version", reason)
                                .mendedBy("bring both to the same version: kith version"));
            }
        }
        long others = seen.counted("rejected:other group");
        if (others > 0) {
            String text = others + " datagrams of other groups were heard";
            all.add(
                    seen.peers().isEmpty() && all.isEmpty()
                            ? Finding.warn("other-group", "group", text + ", and nobody of this one")
                                    .mendedBy("the name has to be the same everywhere: --group NAME")
                            : Finding.ok("other-group", "group", text));
        }
        return all;
    }

    /** Said of several addresses, which may be those of one host, it is one fault. */
    private static void merge(List<Finding> all, Finding next) {
        for (int i = 0; i < all.size(); i++) {
            Finding before = all.get(i);
            if (before.code().equals(next.code()) && before.level() == next.level()) {
                all.set(i, before.because(next.text()));
                return;
            }
        }
        all.add(next);
    }

    /** Whether one of these findings says it, too. */
    static boolean tells(String reason) {
        return reason.contains("for this group with") || reason.contains(VERSION);
    }
}

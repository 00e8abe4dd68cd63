package dev.kith.cli.doctor;

import dev.kith.peer.LinkHealth;
import java.util.ArrayList;
import java.util.List;

/** Whether a switch may have forgotten who wants to hear multicast: it snoops, and nobody asks (RFC 4541). */
final class BridgeCheck implements Check {
    private static final String FOLDER = "/sys/class/net/";

    @Override
    public List<Finding> look(Seen seen, Host host) {
        List<Finding> all = new ArrayList<>();
        for (String quiet : seen.quiet()) {
            all.add(Finding.fail(
                            "snooping",
                            quiet,
                            "others were heard by multicast at first, and no more after a while, though they answer")
                    .because("a switch snoops who wants to hear multicast, and nobody asks hosts again")
                    .mendedBy("switch the querier on, or snooping off, at the switch; or name a peer: --seed ADDRESS"));
        }
        seen.links().stream()
                .map(LinkHealth::interfaceName)
                .distinct()
                .filter(name -> host.number(FOLDER + name + "/bridge/multicast_snooping")
                                .orElse(0L)
                        == 1)
                .forEach(name -> all.add(bridge(name, host)));
        return all;
    }

    private static Finding bridge(String name, Host host) {
        boolean asks = host.number(FOLDER + name + "/bridge/multicast_querier").orElse(0L) == 1;
        return Finding.ok(
                "bridge",
                name,
                asks
                        ? "is a bridge that snoops multicast, and asks who wants to hear it"
                        : "is a bridge that snoops multicast, and floods it as long as no other asks; --long looks for that");
    }
}

package dev.kith.sim;

import dev.kith.node.Input;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.peer.Via;
import dev.kith.roster.NodeRecord;
import dev.kith.trust.GroupTag;
import dev.kith.trust.Identity;
import dev.kith.watch.Finding;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import dev.kith.wire.Message.View;
import dev.kith.wire.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rest of a group too large for whole nodes: each answers, asks and announces itself as a settled node does, vouches for others
 * as one that knows them, and holds no roster. So the few whole nodes among them meet what they would meet in a group of that size.
 */
final class StandIns implements Bystander {
    /** So many ask each whole node once a second, as on the four rings. */
    private static final int WATCHERS = 4;

    private static final Duration PERIOD = Duration.ofSeconds(1);
    /** Each asks each once in as many times two seconds as there are: together one in two seconds. */
    private static final Duration RARELY = Duration.ofSeconds(2);

    private static final Duration BETWEEN_INTRODUCTIONS = Duration.ofMillis(5);
    private static final int GROUP_BYTES_A_SECOND = 2000;
    private static final int OUTSIDE_A_BURST = 255;
    /** Of a counter, which an ack brings back. */
    private static final int LOW_BITS = 0xFFFF;

    /** Until one who is asked after another has asked it often enough itself. */
    private static final Duration SURE_OF_SILENCE = Duration.ofMillis(100);

    private static final class StandIn {
        private final PeerId id;
        private final Endpoint at;
        private final byte[] record;
        private boolean gone;
        private long counter;

        StandIn(PeerId id, Endpoint at, byte[] record) {
            this.id = id;
            this.at = at;
            this.record = record;
        }
    }

    private final World world;
    private final long groupTag;
    private final List<StandIn> all = new ArrayList<>();
    private final Map<Endpoint, StandIn> byAddress = new HashMap<>();
    private final Map<PeerId, StandIn> byId = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    /** What each whole node announced last: its share of the fingerprint, and what marks the announcement. */
    private final Map<PeerId, Long> shares = new HashMap<>();

    private final Map<PeerId, Integer> marks = new HashMap<>();
    private View view = new View(0, 0);

    StandIns(World world, String group) {
        this.world = world;
        this.groupTag = GroupTag.of(group);
    }

    /** Adds the stand-in of the node that would be started in that role. */
    void add(Role role) {
        Identity identity = Signatures.FREE.identity(role.keyNumber());
        PeerId id = PeerId.ofPublicKey(identity.publicKey());
        Endpoint at = world.newAddress();
        NodeRecord.About about = new NodeRecord.About(role.name(), List.of(at), Map.of(), Map.of());
        NodeRecord.Content content =
                new NodeRecord.Content(groupTag, identity.publicKey(), identity.publicKey(), about);
        byte[] part = Records.signedPart(new NodeRecord(id, 1, 0, new byte[0], any -> content));
        byte[] record = Records.join(part, identity.sign(part));
        StandIn added = new StandIn(id, at, record);
        all.add(added);
        byAddress.put(at, added);
        byId.put(id, added);
        names.add(id.toString());
        count(record, 1);
    }

    /** Makes all known to the whole nodes, and from then on does what settled nodes do; the answer is how long the first takes. */
    Duration begin() {
        Duration at = Duration.ZERO;
        for (StandIn one : all) {
            at = at.plus(BETWEEN_INTRODUCTIONS);
            world.after(at, () -> introduce(one));
        }
        int bytes = Header.BYTES + all.get(0).record.length;
        Duration gap = PERIOD.multipliedBy(bytes).dividedBy(GROUP_BYTES_A_SECOND);
        world.after(at, () -> announceAgain(gap));
        for (SimNode node : world.running()) {
            for (int watcher = 0; watcher < WATCHERS; watcher++) {
                StandIn asking = anybody();
                world.after(chanceOf(PERIOD), () -> askAgain(asking, node, PERIOD));
            }
            world.after(chanceOf(RARELY), () -> askRarely(node));
        }
        return at;
    }

    /** Its host is cut off. */
    void cutOff(PeerId id) {
        find(id).gone = true;
    }

    /** Those who remain hold it lost. */
    void forget(PeerId id) {
        count(find(id).record, -1);
    }

    @Override
    public void overhear(SimNode from, byte[] datagram) {
        if (Datagrams.decode(datagram) instanceof Datagrams.Ok ok
                && ok.message() instanceof Message.Announce announce
                && Records.decode(announce.record()) instanceof Records.Ok known) {
            marks.put(from.id(), (int) ok.header().counter() & LOW_BITS);
            long share = known.record().fingerprint();
            Long before = shares.put(from.id(), share);
            view = new View(
                    view.count() + (before == null ? 1 : 0),
                    view.fingerprint() ^ share ^ (before == null ? 0 : before));
        }
    }

    @Override
    public void hear(SimNode from, Endpoint to, byte[] datagram) {
        StandIn there = byAddress.get(to);
        if (there == null) {
            return;
        }
        for (long delay : world.link().copies(world.chance())) {
            world.after(Duration.ofNanos(delay), () -> answer(there, from, datagram));
        }
    }

    @Override
    public boolean plays(String id) {
        return names.contains(id);
    }

    private void answer(StandIn there, SimNode from, byte[] datagram) {
        if (there.gone || !(Datagrams.decode(datagram) instanceof Datagrams.Ok ok)) {
            return;
        }
        if (ok.message() instanceof Message.Probe probe) {
            int heard = marks.getOrDefault(from.id(), 0);
            say(there, from, Via.UNICAST, new Message.Ack(probe.nonce(), view, from.address(), true, heard));
        } else if (ok.message() instanceof Message.Doubt doubt) {
            StandIn subject = byId.get(doubt.subject());
            boolean silent = subject != null && subject.gone;
            Message.Vouch vouch = new Message.Vouch(
                    doubt.nonce(),
                    doubt.subject(),
                    doubt.incarnation(),
                    doubt.version(),
                    silent ? Finding.SILENT : Finding.HEARS);
            world.after(silent ? SURE_OF_SILENCE : Duration.ZERO, () -> say(there, from, Via.UNICAST, vouch));
        }
    }

    private void introduce(StandIn one) {
        world.running().forEach(node -> deliver(one, node, Via.MULTICAST, announcement(one)));
    }

    private void announceAgain(Duration gap) {
        StandIn one = anybody();
        world.running().forEach(node -> say(one, node, Via.MULTICAST, announcement(one)));
        world.after(gap, () -> announceAgain(gap));
    }

    private Message announcement(StandIn one) {
        return new Message.Announce(view, OUTSIDE_A_BURST, one.record);
    }

    private void askRarely(SimNode node) {
        ask(anybody(), node);
        world.after(RARELY, () -> askRarely(node));
    }

    private void askAgain(StandIn asking, SimNode node, Duration period) {
        ask(asking, node);
        world.after(period, () -> askAgain(asking, node, period));
    }

    private void ask(StandIn asking, SimNode node) {
        say(asking, node, Via.UNICAST, new Message.Probe(world.chance().nextLong(), view, node.address()));
    }

    /** By the network as it is. */
    private void say(StandIn one, SimNode to, Via via, Message message) {
        for (long delay : world.link().copies(world.chance())) {
            world.after(Duration.ofNanos(delay), () -> deliver(one, to, via, message));
        }
    }

    private void deliver(StandIn one, SimNode to, Via via, Message message) {
        if (!one.gone) {
            byte[] datagram = Datagrams.encode(Header.open(groupTag, one.id, ++one.counter), message);
            to.take(new Input.Heard(one.at, Network.INTERFACE, via, datagram));
        }
    }

    private StandIn anybody() {
        return all.get(world.chance().nextInt(all.size()));
    }

    private StandIn find(PeerId id) {
        return Optional.ofNullable(byId.get(id)).orElseThrow();
    }

    private Duration chanceOf(Duration most) {
        return Duration.ofNanos(world.chance().nextLong(most.toNanos()));
    }

    private void count(byte[] record, int nodes) {
        if (Records.decode(record) instanceof Records.Ok ok) {
            view = new View(
                    view.count() + nodes, view.fingerprint() ^ ok.record().fingerprint());
        }
    }
}

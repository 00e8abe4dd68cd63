package dev.kith.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.node.Input;
import dev.kith.node.Node;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Via;
import dev.kith.wire.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What happens to one node, as a script has it: nothing that its own program may not do, and all that others may. */
final class Play {
    private static final List<String> GROUPS = List.of(Driven.GROUP, "attic");
    private static final List<String> INTERFACES = List.of("eth0", "wlan0", "");
    private static final List<Via> VIAS = List.of(Via.UNICAST, Via.MULTICAST, Via.BROADCAST);
    private static final int KINDS = 32;
    private static final long STEP = 4_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final long TURN = 25_000_000L;
    private static final int MAX_TURNS = 48;
    private static final int MAX_QUESTIONS = 8;
    private static final int MAX_META = 64;

    private final Script script;
    private final Driven node;
    private final List<Other> others;
    private final Sentences sentences;

    Play(Script script, Driven node, List<Other> others) {
        this.script = script;
        this.node = node;
        this.others = others;
        this.sentences = new Sentences(script, node, others);
    }

    void toTheEnd() {
        while (script.goesOn()) {
            next();
        }
        node.requireBounded();
    }

    private void next() {
        switch (script.choice(KINDS)) {
            case 0 -> joinOrLeave();
            case 1 -> update();
            case 2 -> network();
            case 3 -> node.step(new Input.Woke());
            case 4 -> node.step(new Input.Refused(sentences.endpoint(), script.either()));
            case 5 -> node.step(new Input.Tick());
            case 6 -> node.stall(script.u16() * STEP * 4);
            case 7 -> castOrRekey();
            case 8 -> why();
            case 9 -> node.setWallAhead(Duration.ofDays((short) script.u16()));
            case 10, 11 -> beacon();
            case 12 -> hear(sentences.endpoint(), script.bytes(script.u8()));
            case 13 -> repeat();
            case 14, 15, 16, 17, 18 -> node.pass(script.u8() * STEP);
            case 19, 20, 21, 22, 23 -> answer();
            case 24 -> company();
            default -> speak();
        }
    }

    /** Another says anything, from where it is or from elsewhere. */
    void speak() {
        Other speaker = sentences.other();
        String group = script.choice(8) == 7 ? GROUPS.get(1) : GROUPS.get(0);
        say(speaker, group, sentences.any(speaker, group));
    }

    /** Another answers what the node said to it last. */
    void answer() {
        Other speaker = sentences.other();
        Optional<Message> said = node.lastTo(speaker.at());
        said.flatMap(message -> sentences.answer(message, GROUPS.get(0)))
                .ifPresentOrElse(message -> say(speaker, GROUPS.get(0), message), this::speak);
    }

    /** Some of the others are proper members for a while: they announce themselves, and answer all that they are asked. */
    private void company() {
        int who = script.u16();
        List<Other> members = others.stream()
                .filter(other -> other.number() > 0 && (who >> other.number() % Short.SIZE & 1) == 1)
                .toList();
        // Without a script they do the first of all they may do, which is the right thing.
        Play proper = new Play(new Script(new byte[0]), node, others);
        members.forEach(member -> proper.say(member, GROUPS.get(0), proper.sentences.announce(member, GROUPS.get(0))));
        for (int left = script.choice(MAX_TURNS); left > 0; left--) {
            node.pass(TURN);
            members.forEach(member -> node.takeLastTo(member.at())
                    .flatMap(said -> proper.sentences.answer(said, GROUPS.get(0)))
                    .ifPresent(answer -> proper.say(member, GROUPS.get(0), answer)));
        }
    }

    /** What the node said itself comes back, by anybody and perhaps mutilated. */
    void repeat() {
        List<byte[]> said = node.said();
        if (said.isEmpty()) {
            return;
        }
        byte[] datagram = said.get(script.choice(said.size())).clone();
        for (int changes = script.choice(3); changes > 0; changes--) {
            datagram[script.choice(datagram.length)] = (byte) script.u8();
        }
        hear(sentences.endpoint(), datagram);
    }

    void beacon() {
        byte[] name = script.either()
                ? ("{\"username\":\"" + sentences.name() + "\"}").getBytes(UTF_8)
                : script.bytes(script.u8());
        node.step(new Input.BeaconHeard(sentences.endpoint(), script.oneOf(INTERFACES), name));
    }

    void hear(Endpoint from, byte[] datagram) {
        node.step(new Input.Heard(from, script.oneOf(INTERFACES), script.oneOf(VIAS), datagram));
    }

    private void say(Other speaker, String group, Message message) {
        long counter = script.choice(16) == 15 ? script.number() : node.nextCounter();
        boolean asItself = !(message instanceof Message.Twin) || script.either();
        Other sender = asItself ? speaker : Other.of(0);
        Seals.Manner manner = node.seals().manner(script, group, sender.id(), counter);
        Message said =
                message instanceof Message.Twin twin ? Wire.signed(manner.header(), twin, sender.identity()) : message;
        byte[] datagram = node.seals().datagram(manner, said);
        Endpoint from = script.choice(8) == 7 ? sentences.endpoint() : speaker.at();
        boolean toAll = message instanceof Message.Announce || message instanceof Message.Claim;
        Via via = script.choice(8) == 7 ? script.oneOf(VIAS) : toAll ? Via.MULTICAST : Via.UNICAST;
        node.step(new Input.Heard(from, script.oneOf(INTERFACES), via, datagram));
    }

    private void joinOrLeave() {
        String group = script.oneOf(GROUPS);
        node.step(
                node.groups().contains(group)
                        ? new Input.Leave(group)
                        : Wire.join(group, sentences.name(), node.seals().access()));
    }

    /** The beacon is not cast in a closed group, and only there are keys. */
    private void castOrRekey() {
        if (!node.seals().areClosed()) {
            node.step(new Input.Cast(script.either() ? Optional.of(sentences.name()) : Optional.empty()));
        } else if (node.groups().contains(Driven.GROUP)) {
            node.step(new Input.Rekey(Driven.GROUP, node.seals().ring(script)));
        }
    }

    private void update() {
        String meta = "m".repeat(script.choice(MAX_META));
        for (String group : List.copyOf(node.groups())) {
            node.step(new Input.Update(group, Node.about(sentences.name(), Map.of("meta", meta), Map.of())));
        }
    }

    private void network() {
        TreeSet<String> interfaces = new TreeSet<>();
        List<Endpoint> own = new ArrayList<>();
        for (int left = script.choice(3); left > 0; left--) {
            interfaces.add(script.oneOf(INTERFACES.subList(0, 2)));
            own.add(Other.at(4000 + script.choice(4), 10, 0, 0, 1 + script.choice(2)));
        }
        node.step(new Input.Network(interfaces, own, Math.max(1, interfaces.size())));
    }

    private void why() {
        for (String group : List.copyOf(node.groups())) {
            if (node.questions(group) < MAX_QUESTIONS) {
                node.step(new Input.Why(group, script.u8(), sentences.reference(), (1 + script.u16()) * MILLI));
            }
        }
    }
}

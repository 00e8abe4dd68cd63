package dev.kith.fuzz;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Event.What;
import dev.kith.peer.Evidence;
import dev.kith.peer.History;
import dev.kith.peer.Past;
import dev.kith.peer.PeerId;
import dev.kith.peer.PeerReference;
import dev.kith.peer.Status;
import dev.kith.roster.IdRange;
import dev.kith.roster.NodeRecord.About;
import dev.kith.roster.NodeRecord.Content;
import dev.kith.trust.GroupTag;
import dev.kith.watch.Finding;
import dev.kith.wire.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What others may say: well-formed, of things that there are as often as not, and in every other way as a script has it. */
final class Sentences {
    private static final List<Finding> FINDINGS = List.of(Finding.values());
    private static final List<Message.Standing> STANDINGS = List.of(Message.Standing.values());
    private static final List<String> NAMES = List.of("anna", "bob", "b", "ünï", "anna·3f9a", "x".repeat(64));
    private static final List<Integer> ROUNDS = List.of(0, 1, 2, 3, 255);
    private static final int KINDS = 26;
    private static final int HASH = 32;
    private static final int SIGNATURE = 64;
    /** All that fit into a page, whatever is in them. */
    private static final int MAX_RECORDS = 2;

    private static final int MAX_CHANGES = 4;

    private final Script script;
    private final Driven node;
    private final List<Other> others;

    Sentences(Script script, Driven node, List<Other> others) {
        this.script = script;
        this.node = node;
        this.others = others;
    }

    Other other() {
        return script.oneOf(others);
    }

    String name() {
        return script.oneOf(NAMES);
    }

    /** Where somebody is, or where nobody can be. */
    Endpoint endpoint() {
        return switch (script.choice(8)) {
            case 0 -> Other.at(script.u16(), 127, 0, 0, 1);
            case 1 -> Other.at(5000, 0xFE, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, script.u8());
            case 2 -> Other.at(9778, 10, 0, 0, script.u8());
            case 3 -> Other.at(script.u16(), script.u8(), script.u8(), script.u8(), script.u8());
            default -> other().at();
        };
    }

    /** Anything at all, by one who speaks. */
    Message any(Other speaker, String group) {
        int kind = script.choice(KINDS);
        return switch (kind) {
            case 0, 1 -> announce(speaker, group);
            case 2 -> new Message.Welcome(view(), nonce(), script.either() ? node.lastCounter() : script.number());
            case 3 -> new Message.Pull(nonce(), (int) nonce(), after(), upTo());
            case 4 -> new Message.Page((int) nonce(), after(), upTo(), records(group));
            case 5 -> new Message.Probe(script.number(), view(), endpoint());
            case 6 -> new Message.Ack(nonce(), view(), endpoint(), !script.either(), heard());
            case 7 -> new Message.Goodbye(incarnation(), secret(speaker));
            case 8 -> new Message.Newer(record(other(), group));
            case 9 -> new Message.Doubt(script.number(), subject(), incarnation(), version(), finding());
            case 10 -> new Message.Vouch(nonce(), subject(), incarnation(), version(), finding());
            case 11 -> new Message.Claim(subject(), incarnation(), finding());
            case 12 -> new Message.Relay(script.either(), record(other(), group));
            case 13 -> relayedGoodbye(other());
            case 14 -> new Message.Why(script.number(), reference());
            case 15 -> because(nonce());
            case 16 -> new Message.Compare((int) script.number(), range(), sums());
            case 17 -> compared((int) nonce(), range());
            case 18 -> twin(nonce());
            case 19 -> new Message.Introduce(subject());
            case 20 -> new Message.Meet(subject(), endpoint());
            case 21 -> new Message.Where(script.number(), script.either() ? node.lastCounter() : script.number());
            case 22 -> new Message.Here(nonce(), endpoint(), script.bytes(SIGNATURE));
            case 23 -> new Message.Forward(subject(), passedOn(group));
            case 24 -> new Message.Forwarded(passedOn(group));
            default -> new Message.Salt(script.either() ? 0 : script.number());
        };
    }

    /** A question or an answer of anybody, as somebody who may pass it on gets it. */
    private byte[] passedOn(String group) {
        Seals.Manner manner = node.seals().manner(script, group, other().id(), node.nextCounter());
        Message said = script.either()
                ? new Message.Probe(script.number(), view(), endpoint())
                : new Message.Ack(nonce(), view(), endpoint(), !script.either(), heard());
        return node.seals().datagram(manner, said);
    }

    Message announce(Other speaker, String group) {
        return new Message.Announce(view(), script.oneOf(ROUNDS), record(speaker, group));
    }

    /** The right kind of answer to what the node said; nothing where none is due. */
    Optional<Message> answer(Message said, String group) {
        if (said instanceof Message.Probe probe) {
            return Optional.of(new Message.Ack(probe.nonce(), view(), probe.to(), !script.either(), heard()));
        } else if (said instanceof Message.Welcome welcome) {
            return Optional.of(new Message.Pull(welcome.cookie(), script.u8(), after(), upTo()));
        } else if (said instanceof Message.Pull pull) {
            return Optional.of(new Message.Page(pull.nonce(), pull.after(), pull.upTo(), records(group)));
        } else if (said instanceof Message.Doubt doubt) {
            return Optional.of(
                    new Message.Vouch(doubt.nonce(), doubt.subject(), doubt.incarnation(), doubt.version(), finding()));
        } else if (said instanceof Message.Compare compare) {
            return Optional.of(compared(compare.nonce(), compare.range()));
        } else if (said instanceof Message.Compared compared && compared.range().hasParts()) {
            return Optional.of(new Message.Compare(script.u8(), compared.range(), sums()));
        } else if (said instanceof Message.Why why) {
            return Optional.of(because(why.nonce()));
        } else if (said instanceof Message.Twin twin) {
            return Optional.of(twin(twin.nonce()));
        }
        return Optional.empty();
    }

    Message.Twin twin(long answers) {
        byte[] hash = script.either() ? others.get(0).goodbyeHash() : script.bytes(HASH);
        return new Message.Twin(
                nonce(), answers, script.number(), incarnation(), hash, script.oneOf(STANDINGS), new byte[SIGNATURE]);
    }

    PeerReference reference() {
        Other other = other();
        return switch (script.choice(4)) {
            case 0 -> new PeerReference(name(), Optional.empty());
            case 1 -> new PeerReference(other.at().toString(), Optional.of(other.at()));
            case 2 -> new PeerReference(other.id().toString(), Optional.empty());
            default -> new PeerReference(other.id().toString().substring(0, 4), Optional.empty());
        };
    }

    /** Of one of the others, signed as it would sign it; now and then not so. */
    private byte[] record(Other other, String group) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (int left = script.choice(4); left > 0; left--) {
            endpoints.add(endpoint());
        }
        endpoints.add(script.choice(1 + endpoints.size()), other.at());
        Map<String, String> meta = script.either() ? Map.of("room", name()) : Map.of();
        Map<String, Integer> services = script.either() ? Map.of("http", 1 + script.u8()) : Map.of();
        About about = new About(name(), endpoints, meta, services);
        Content content = new Content(GroupTag.of(group), other.identity().publicKey(), other.goodbyeHash(), about);
        byte[] part = Wire.signedPart(other.id(), incarnation(), version(), content)
                .orElseThrow(() -> new AssertionError("a script made a record that is too long"));
        byte[] whole = Wire.signed(part, other.identity());
        if (script.choice(8) == 7) {
            whole[script.choice(whole.length)] ^= (byte) script.u8();
        }
        return whole;
    }

    private List<byte[]> records(String group) {
        List<byte[]> records = new ArrayList<>();
        for (int left = script.choice(1 + MAX_RECORDS); left > 0; left--) {
            records.add(record(other(), group));
        }
        return records;
    }

    private Message relayedGoodbye(Other other) {
        return new Message.RelayedGoodbye(script.either(), other.id(), incarnation(), secret(other));
    }

    private Message because(long nonce) {
        int pages = 1 + script.choice(Message.Because.MAX_PAGES);
        List<Past> changes = new ArrayList<>();
        for (int left = script.choice(MAX_CHANGES); left > 0; left--) {
            List<String> by = script.either() ? List.of(other().id().toString()) : List.of();
            Instant time = Instant.ofEpochMilli(script.either() ? Driven.START.toEpochMilli() : script.u16());
            What what = script.oneOf(List.of(What.values()));
            changes.add(new Past(what, new Evidence(by, name(), name()), time));
        }
        Status status = script.oneOf(List.of(Status.values()));
        History history = new History(other().id().toString(), name(), status, changes);
        return new Message.Because(
                nonce, script.choice(pages), pages, script.either() ? Optional.of(history) : Optional.empty());
    }

    private Message compared(int nonce, IdRange range) {
        List<Integer> counts = new ArrayList<>();
        for (int part = 0; part < IdRange.PARTS; part++) {
            counts.add(script.u8() - 1);
        }
        return new Message.Compared(nonce, range, counts);
    }

    private List<Long> sums() {
        return script.either()
                ? Collections.nCopies(IdRange.PARTS, script.number())
                : Stream.generate(script::number).limit(IdRange.PARTS).toList();
    }

    /** One that can be cut. */
    private IdRange range() {
        IdRange range = IdRange.ALL;
        for (int depth = script.choice(IdRange.PARTS - 1); depth > 0; depth--) {
            range = range.part(script.choice(IdRange.PARTS));
        }
        return range;
    }

    private Message.View view() {
        return switch (script.choice(3)) {
            case 0 -> node.view();
            case 1 -> new Message.View(script.u8(), script.number());
            default -> new Message.View((int) script.number(), node.view().fingerprint());
        };
    }

    /** What the node waits for, perhaps; else any. */
    private long nonce() {
        Optional<Message> asked = script.either() ? node.lastTo(other().at()) : Optional.empty();
        if (asked.isPresent() && asked.get() instanceof Message.Probe probe) {
            return probe.nonce();
        } else if (asked.isPresent() && asked.get() instanceof Message.Welcome welcome) {
            return welcome.cookie();
        } else if (asked.isPresent() && asked.get() instanceof Message.Doubt doubt) {
            return doubt.nonce();
        }
        return script.number();
    }

    private int heard() {
        return (int) node.lastCounter() & 0xFFFF;
    }

    private long after() {
        return script.either() ? 0 : script.number();
    }

    private long upTo() {
        return script.either() ? -1 : script.number();
    }

    private PeerId subject() {
        return script.choice(8) == 7 ? new PeerId(script.number(), script.number()) : other().id();
    }

    private byte[] secret(Other other) {
        return script.either() ? other.secret() : script.bytes(other.secret().length);
    }

    /** About when the node was started; all that a record can have, now and then. */
    private long incarnation() {
        return script.choice(8) == 7
                ? script.number() & Long.MAX_VALUE
                : Driven.START.toEpochMilli() + script.u8() * 10L;
    }

    private long version() {
        return script.choice(8) == 7 ? script.number() & Long.MAX_VALUE : script.u8();
    }

    private Finding finding() {
        return script.oneOf(FINDINGS);
    }
}

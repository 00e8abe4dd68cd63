package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.roster.NodeRecord;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Message;
import dev.kith.wire.Message.Announce;
import dev.kith.wire.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One segment that is attacked: members of a group on hosts of their own, and an attacker who hears what goes to all. */
final class Segment implements AutoCloseable {
    static final Endpoint ALL = Packets.at("239.255.75.105", 9779);

    /** Where the attacker is, which comes first. */
    static final String ATTACKER = "10.77.0.1";

    /** One's own silences, of which there are three at least where one is suspected. */
    private static final String OF_ITS_OWN = "([3-9]|\\d\\d+) questions were not answered.*|nobody answers this node";

    private static final String OF_STRANGERS =
            "\\d+ datagrams? for this group (without a key|with another key), from 10\\..*";

    private final Kind kind;
    private final Optional<Sealed> sealed;
    private final int first;
    private final List<String> arguments;
    private final World world;
    private final Attacker attacker;
    private final List<Member> members = new ArrayList<>();
    /** Those, too, who are no more. */
    private final List<Member> everStarted = new ArrayList<>();

    /** A segment with so many members, called n0 and so on, who know each other; without the beacon. */
    Segment(Kind kind, int count) {
        this(kind, count, List.of("--no-classic"));
    }

    /** The same, with other arguments for each member instead. */
    Segment(Kind kind, int count, List<String> more) {
        Needs.tool("python3");
        this.kind = kind;
        this.sealed = kind.key().map(Sealed::new);
        this.first = count;
        this.arguments = Stream.concat(kind.arguments().stream(), more.stream()).toList();
        this.world = Needs.world();
        this.attacker = new Attacker(world.host("attacker"), kind).record();
        for (int i = 0; i < count; i++) {
            start("n" + i);
        }
        members.forEach(this::awaitAllBy);
    }

    Attacker attacker() {
        return attacker;
    }

    World world() {
        return world;
    }

    List<Member> members() {
        return List.copyOf(members);
    }

    Member member(int number) {
        return members.get(number);
    }

    /** Takes one out of those who are members, without ending it. */
    Member take(int number) {
        return members.remove(number);
    }

    /** Starts one more member, and waits for nobody. */
    Member start(String name) {
        return start(name, List.of());
    }

    /** The same by another program, whose command comes first. */
    Member start(String name, List<String> by) {
        return add(new Member(world.host(name), name, by, arguments));
    }

    /** Starts a member again, on its host and by its name. */
    Member startAgain(Member former) {
        return add(new Member(former.host(), former.name(), List.of(), arguments));
    }

    private Member add(Member member) {
        members.add(member);
        everStarted.add(member);
        return member;
    }

    /**
     * One more member, whom all others list, and who lists all of them: whatever came before has been taken in by then. None of
     * those who were there has been harmed so far.
     */
    Member witness(String name) {
        List<Member> before = members();
        Member late = start(name);
        members.forEach(this::awaitAllBy);
        assertUnharmed(before);
        return late;
    }

    /** The same after an attack on all who were there from the beginning. */
    void assertStrangersAreShutOut() {
        assertStrangersAreShutOut(
                everStarted.stream().limit(first).filter(members::contains).toList());
    }

    /** In a closed group nobody but its members was ever listed, and each who was attacked says that somebody else speaks there. */
    void assertStrangersAreShutOut(List<Member> attacked) {
        if (kind.letsStrangersIn()) {
            return;
        }
        attacked.forEach(member ->
                member.await("word of strangers", line -> line.reason().matches(OF_STRANGERS)));
        Set<String> ids =
                everStarted.stream().map(member -> member.id().toString()).collect(Collectors.toSet());
        for (Member member : everStarted) {
            assertThat(member.said())
                    .filteredOn(line -> !line.id().isEmpty() && !line.id().startsWith("classic:"))
                    .allMatch(line -> ids.contains(line.id()));
        }
    }

    void awaitAllBy(Member member) {
        members.stream().filter(other -> other != member).forEach(other -> member.await("joined", other.id()));
    }

    /** Nobody holds another of these to be gone, or to be anything but what it is. */
    static void assertUnharmed(List<Member> members) {
        for (Member member : members) {
            assertThat(member.program().isAlive()).as("%s", member.program()).isTrue();
            members.stream().filter(other -> other != member).forEach(other -> assertUnharmed(member, other));
        }
    }

    /** One holds another to be there, and to be what it is. */
    static void assertUnharmed(Member member, Member other) {
        List<Member.Said> said = member.saidOf(other.id());
        assertThat(said)
                .as("what %s says of %s", member.name(), other.name())
                .noneMatch(line -> List.of("left", "lost").contains(line.event()))
                .allMatch(line -> line.name().equals(other.name()))
                .allMatch(line -> line.addresses().stream().allMatch(address -> isOf(other, address)))
                .allMatch(line ->
                        !line.event().equals("suspected") || line.reason().matches(OF_ITS_OWN))
                .filteredOn(line -> line.event().equals("joined"))
                .hasSize(1);
    }

    /** Addresses of one link come and go as the kernel makes them. */
    private static boolean isOf(Member member, String address) {
        return address.equals(member.at().toString()) || address.startsWith("[fe80:");
    }

    /** The number by which the datagrams of the group are known, and which is in clear in each. */
    long groupTag() {
        return attacker.heard().stream()
                .filter(heard -> heard.to().equals(ALL))
                .map(heard -> Datagrams.groupTag(heard.datagram()))
                .filter(tag -> tag.isPresent())
                .findFirst()
                .orElseThrow()
                .getAsLong();
    }

    /** Somebody with a key pair of its own, at the attacker's host. */
    Forger forger(int port) {
        return new Forger(groupTag(), Packets.at(ATTACKER, port));
    }

    /** The same, who is a member: in a closed group it has the key. */
    Forger member(Endpoint at) {
        return new Forger(groupTag(), at, kind.key());
    }

    /** The record that a member announced last; of a closed group a stranger cannot read it, and has what is in it from elsewhere. */
    NodeRecord recordOf(Member member) {
        PeerId id = member.id();
        return attacker.heard().stream()
                .flatMap(heard -> announced(heard.datagram()).stream())
                .filter(record -> record.id().equals(id))
                .reduce((former, later) -> later)
                .orElseThrow();
    }

    private Optional<NodeRecord> announced(byte[] datagram) {
        Optional<Message> said = sealed.isPresent() ? sealed.get().open(datagram) : open(datagram);
        if (said.isPresent()
                && said.get() instanceof Announce announce
                && Records.decode(announce.record()) instanceof Records.Ok record) {
            return Optional.of(record.record());
        }
        return Optional.empty();
    }

    private static Optional<Message> open(byte[] datagram) {
        return Datagrams.decode(datagram) instanceof Datagrams.Ok ok ? Optional.of(ok.message()) : Optional.empty();
    }

    /** The life of a member, as it says itself. */
    long incarnationOf(Member member) {
        return recordOf(member).incarnation();
    }

    @Override
    public void close() {
        world.close();
    }
}

package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.lab.Forger.Life;
import dev.kith.peer.Endpoint;
import dev.kith.wire.Header;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Datagrams that are too long, too short, in pieces, or of a protocol that nobody speaks. */
@Tag("attack")
@ParameterizedClass
@EnumSource(Kind.class)
class OddDatagramsTest {
    private static final int LONGEST = 65_507;
    private static final int FRAGMENT = 1400;
    private static final Life LIFE = new Life(1, 0);

    private final Kind kind;
    private Segment segment;

    OddDatagramsTest(Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void makeSegment() {
        segment = new Segment(kind, 2);
    }

    @AfterEach
    void endSegment() {
        if (segment != null) {
            segment.close();
        }
    }

    @Test
    void whatIsLongerThanAnyDatagramMayBeIsNotRead() {
        Forger forger = segment.forger(40_000);
        byte[] said = forger.announce(forger.record("long", LIFE));
        for (byte[] begun : List.of(said, recorded())) {
            for (int length : List.of(1233, 1500, 9000, LONGEST)) {
                for (Endpoint to : everywhere()) {
                    byte[] packet = Packets.udp(forger.at(), to, Arrays.copyOf(begun, length));
                    segment.attacker().send(Packets.fragments(packet, FRAGMENT));
                }
            }
        }
        assertNobodyIsCalled("long");
    }

    @Test
    void whatEndsTooEarlyIsNobody() {
        Forger forger = segment.forger(40_000);
        byte[] said = forger.announce(forger.record("short", LIFE));
        List<byte[]> packets = new ArrayList<>();
        for (byte[] whole : List.of(said, recorded())) {
            for (int length = 0; length < whole.length; length++) {
                for (Endpoint to : everywhere()) {
                    packets.add(Packets.udp(forger.at(), to, Arrays.copyOf(whole, length)));
                }
            }
        }
        segment.attacker().play(packets, 1, 5000);
        segment.attacker().awaitPlayed();
        assertNobodyIsCalled("short");
        segment.assertStrangersAreShutOut();
    }

    @Test
    void fragmentsAreADatagramOnlyWhenAllHaveCome() {
        Forger some = segment.forger(40_000);
        Forger all = segment.forger(40_001);
        byte[] packet = Packets.udp(some.at(), Segment.ALL, some.announce(some.record("some", LIFE)));
        List<byte[]> fragments = Packets.fragments(packet, 8);
        for (int left = 0; left < fragments.size(); left++) {
            List<byte[]> others = new ArrayList<>(fragments);
            others.remove(left);
            // Each of another datagram.
            for (byte[] fragment : others) {
                fragment[5] = (byte) left;
            }
            segment.attacker().send(others);
        }
        segment.attacker()
                .send(Packets.fragments(Packets.udp(all.at(), Segment.ALL, all.announce(all.record("all", LIFE))), 8));
        if (kind.letsStrangersIn()) {
            segment.members().forEach(member -> member.await("joined", all.id()));
        }
        assertNobodyIsCalled("some");
        segment.assertStrangersAreShutOut();
    }

    @Test
    void anotherVersionIsSaidOnceAndListsNobody() {
        Forger forger = segment.forger(40_000);
        byte[] said = forger.announce(forger.record("strange", LIFE));
        List<byte[]> packets = new ArrayList<>();
        for (int version = 0; version < 256; version++) {
            if (version == Header.VERSION) {
                continue;
            }
            said[2] = (byte) version;
            packets.add(Packets.udp(forger.at(), Segment.ALL, said.clone()));
        }
        segment.attacker().play(packets, 4, 2000);
        segment.attacker().awaitPlayed();
        assertNobodyIsCalled("strange");
        for (Member member : segment.members().subList(0, 2)) {
            member.await("version 255", line -> line.reason().contains(" speaks version 255 "));
            assertThat(member.said())
                    .filteredOn(line -> line.reason().contains(" speaks version "))
                    .hasSize(255);
        }
    }

    /** What a member said to all, sealed in a closed group. */
    private byte[] recorded() {
        return segment.attacker().heard().stream()
                .filter(heard -> heard.to().equals(Segment.ALL))
                .map(Attacker.Heard::datagram)
                .findFirst()
                .orElseThrow();
    }

    private List<Endpoint> everywhere() {
        List<Endpoint> everywhere = new ArrayList<>(List.of(Segment.ALL));
        segment.members().forEach(member -> everywhere.add(member.at()));
        return everywhere;
    }

    private void assertNobodyIsCalled(String name) {
        segment.witness("late");
        for (Member member : segment.members()) {
            assertThat(member.said()).noneMatch(line -> line.name().equals(name));
        }
    }
}

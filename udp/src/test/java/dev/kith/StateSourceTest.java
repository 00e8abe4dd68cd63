package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Kind;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import dev.kith.trust.GroupTag;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where peers were is kept in a folder, and read at the next start. */
class StateSourceTest {
    private static final String GROUP = "team";
    private static final int PORT = 9779;

    @TempDir
    private Path folder;

    @Test
    void ofAPeerTheFirstAddressIsKeptThatIsNotOfALink() throws Exception {
        Peer dual = peer(at("fe80::2"), at("10.0.0.2"), at("fd00::2"));
        Peer ofLink = peer(at("fe80::3"));
        CandidateSource before = open();
        before.name(known());
        before.leaving(known(dual, ofLink));
        assertThat(open().name(known()).addresses())
                .containsExactly(at("10.0.0.2"), new Endpoint(ip("10.0.0.2"), PORT));
    }

    @Test
    void whoIsLostOrNotSeenYetIsKeptBehindWhoIsThereAndWhoLeftIsNot() throws Exception {
        Files.writeString(
                file(),
                "kith peers 1\n%s\n%s\n%s\n"
                        .formatted(
                                "10.0.0.7:5000 00000000000000000000000000000007 2099-01-01T00:00:00Z",
                                "10.0.0.6:5000 00000000000000000000000000000006 2026-01-01T00:00:00Z",
                                "10.0.0.5:5000 00000000000000000000000000000005 2026-01-01T00:00:00Z"));
        CandidateSource state = open();
        state.name(known());
        state.name(known(
                peer(2, Status.LOST, 20),
                peer(3, Status.ALIVE, 30),
                peer(4, Status.SUSPECT, 10),
                peer(6, Status.LEFT, 40),
                peer(5, Status.LOST, 5)));
        assertThat(Files.readAllLines(file()))
                .extracting(line -> line.split(":", -1)[0])
                .containsExactly("kith peers 1", "10.0.0.3", "10.0.0.2", "10.0.0.4", "10.0.0.5", "10.0.0.7");
    }

    @Test
    void whoLeavesBeforeItWasAskedKeepsThoseOfLastTime() throws Exception {
        Files.writeString(file(), "kith peers 1\n10.0.0.7:5000 " + id(7) + " 2026-01-01T00:00:00Z\n");
        open().leaving(known(peer(2, Status.ALIVE, 20)));
        assertThat(open().name(known()).addresses()).startsWith(at("10.0.0.2"), at("10.0.0.7"));
    }

    @Test
    void ofWhatWasAtOneAddressTheLastIsKeptAndNoMoreThanThereIsRoomFor() throws Exception {
        CandidateSource state = open();
        state.name(known());
        List<Peer> peers = new ArrayList<>();
        for (int number = 1; number <= 40; number++) {
            peers.add(peer(number, Status.LOST, number));
        }
        peers.add(peer(at("10.0.0.40"), 41, Status.ALIVE, 41));
        state.leaving(known(peers.toArray(Peer[]::new)));
        List<String> lines = Files.readAllLines(file());
        assertThat(lines).hasSize(33);
        assertThat(lines.get(1)).startsWith("10.0.0.40:5000 " + id(41));
        assertThat(lines.get(2)).startsWith("10.0.0.39:5000 " + id(39));
    }

    @Test
    void anEmptyLineIsNoDamage() throws Exception {
        Files.writeString(
                file(), "kith peers 1\n10.0.0.2:5000 0123456789abcdef0123456789abcdef 2026-01-01T00:00:00Z\n\n");
        assertThat(open().name(known()).addresses()).contains(at("10.0.0.2"));
    }

    @Test
    void whatIsNoRegularFileIsNotWaitedForButSetAside() throws Exception {
        Path device = Path.of("/dev/null");
        assumeThat(device).exists();
        Files.createSymbolicLink(file(), device);
        CandidateSource state = open();
        assertThatThrownBy(() -> state.name(known()))
                .isInstanceOf(IOException.class)
                .hasMessage("'%s' is damaged (it is no regular file) and was set aside as '%s.damaged'"
                        .formatted(file(), file().getFileName()));
        assertThat(state.name(known()).addresses()).isEmpty();
    }

    @Test
    void aFolderWithoutANameIsRefused() {
        for (String blank : List.of("", " ")) {
            assertThatThrownBy(() -> new StateSource.Provider().open(blank))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("state '" + blank + "' is not a folder's name");
        }
    }

    private CandidateSource open() {
        return new StateSource.Provider().open(folder.toString());
    }

    private Path file() {
        return folder.resolve("%016x.peers".formatted(GroupTag.of(GROUP)));
    }

    private static CandidateSource.Known known(Peer... peers) {
        return new CandidateSource.Known(GROUP, PORT, List.of(peers));
    }

    private static Peer peer(Endpoint... addresses) {
        return peer(List.of(addresses), "0123456789abcdef0123456789abcdef", Status.ALIVE, 0);
    }

    private static Peer peer(int number, Status status, long heard) throws IOException {
        return peer(at("10.0.0." + number), number, status, heard);
    }

    private static Peer peer(Endpoint at, int number, Status status, long heard) {
        return peer(List.of(at), id(number), status, heard);
    }

    private static String id(int number) {
        return "%032x".formatted(number);
    }

    private static Peer peer(List<Endpoint> addresses, String id, Status status, long heard) {
        return new Peer(
                id,
                Kind.KITH,
                "anna",
                addresses,
                List.of(),
                Map.of(),
                Map.of(),
                status,
                Instant.EPOCH,
                Optional.of(Instant.ofEpochSecond(heard)),
                Optional.empty(),
                true,
                Set.of(Via.MULTICAST),
                List.of());
    }

    private static Endpoint at(String ip) throws IOException {
        return new Endpoint(ip(ip), 5000);
    }

    private static InetAddress ip(String ip) throws IOException {
        return InetAddress.getByName(ip);
    }
}

package dev.kith.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Event.What;
import dev.kith.peer.Evidence;
import dev.kith.peer.History;
import dev.kith.peer.Past;
import dev.kith.peer.PeerId;
import dev.kith.peer.Status;
import dev.kith.text.Label;
import dev.kith.wire.Message.Because;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What became of a peer, however much it is, goes into so many datagrams of so many bytes, and comes out of them the same. */
class HistoriesTest {
    private static final Instant TIME = Instant.parse("2026-01-31T14:02:11.204512Z");
    private static final String ID = PeerId.LAST.toString();
    private static final Header HEADER = Header.open(1, PeerId.FIRST, 7);

    @Test
    void theLongestHistoryIsNoMoreThanSixteenFullDatagrams() {
        List<String> by = Collections.nCopies(12, ID);
        Past longest = new Past(What.LOST, new Evidence(by, "日".repeat(300), "ö".repeat(300)), TIME);
        History history =
                new History(ID, "n".repeat(Label.MAX_BYTES), Status.LOST, Collections.nCopies(Past.KEPT, longest));
        List<History> pages = Histories.pages(history);
        assertThat(pages).hasSizeLessThanOrEqualTo(Because.MAX_PAGES);
        assertThat(pages.stream().mapToInt(page -> page.changes().size()).sum()).isEqualTo(Past.KEPT);
        assertThat(pages).allSatisfy(page -> assertThat(sent(page)).hasSizeLessThanOrEqualTo(Header.MAX_DATAGRAM));
    }

    @Test
    void theLongestNameOfASenderLeavesRoomEnough() {
        Past change = new Past(What.CHANGED, new Evidence(List.of(), "p".repeat(200), "r".repeat(300)), TIME);
        History history = new History(
                "classic:255.255.255.255:65535", "👧".repeat(64), Status.ALIVE, Collections.nCopies(32, change));
        List<History> pages = Histories.pages(history);
        assertThat(pages).hasSizeLessThanOrEqualTo(Because.MAX_PAGES);
        assertThat(pages).allSatisfy(page -> assertThat(sent(page)).hasSizeLessThanOrEqualTo(Header.MAX_DATAGRAM));
    }

    @Test
    void whatIsCutIntoPagesComesOutTheSame() {
        List<Past> changes = new ArrayList<>();
        for (int i = 0; i < Past.KEPT; i++) {
            Evidence evidence = new Evidence(i % 2 == 0 ? List.of() : List.of(ID), "path " + i, "reason " + i);
            changes.add(new Past(i == 0 ? What.JOINED : What.CHANGED, evidence, TIME.plusMillis(i)));
        }
        History history = new History(ID, "anna", Status.SUSPECT, changes);
        List<Past> read = new ArrayList<>();
        for (History page : Histories.pages(history)) {
            Datagrams.Ok ok = (Datagrams.Ok) Datagrams.decode(sent(page));
            read.addAll(((Because) ok.message()).history().orElseThrow().changes());
        }
        assertThat(read).isEqualTo(changes);
    }

    @Test
    void moreThanIsEverToldIsRejected() {
        assertThat(Datagrams.decode(encoded(new Because(1, 0, 17, Optional.empty()))))
                .isEqualTo(new Datagrams.Rejected("page", Header.BYTES + 9));
        assertThat(Datagrams.decode(encoded(new Because(1, 1, 1, Optional.empty()))))
                .isEqualTo(new Datagrams.Rejected("page", Header.BYTES + 9));
        Past change = new Past(What.LOST, new Evidence(List.of(), "", ""), TIME);
        History tooMany = new History(ID, "anna", Status.LOST, Collections.nCopies(Past.KEPT + 1, change));
        assertThat(Datagrams.decode(sent(tooMany)))
                .isInstanceOfSatisfying(
                        Datagrams.Rejected.class,
                        wrong -> assertThat(wrong.reason()).isEqualTo("changes"));
    }

    private static byte[] sent(History page) {
        return encoded(new Because(1, 0, 1, Optional.of(page)));
    }

    private static byte[] encoded(Because message) {
        return Datagrams.encode(HEADER, message);
    }
}

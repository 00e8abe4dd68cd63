package dev.kith.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Size;
import org.junit.jupiter.api.Test;

/** What keys do. */
class ReactionTest {
    private static final Size SIZE = Size.of(80, 24);

    private Snapshot snapshot = Sample.rich(Sample.three());
    private View view = View.START;

    private Frame frame() {
        return Sample.frame(snapshot, view, SIZE, Sample.PLAIN);
    }

    private void press(Key.Kind... keys) {
        for (Key.Kind key : keys) {
            view = Reaction.to(Key.of(key), frame());
        }
    }

    private void type(String text) {
        text.codePoints().forEach(letter -> view = Reaction.to(Key.text(letter), frame()));
    }

    private String selected() {
        Frame frame = frame();
        String id = frame.ids().get(frame.view().cursor().row());
        return snapshot.peers().stream()
                .filter(peer -> peer.id().equals(id))
                .map(Peer::name)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void arrowsSelectAndStopAtBothEnds() {
        assertThat(selected()).isEqualTo("anna");
        press(Key.Kind.DOWN);
        assertThat(selected()).isEqualTo("bert");
        press(Key.Kind.DOWN, Key.Kind.DOWN, Key.Kind.DOWN);
        assertThat(selected()).isEqualTo("carla");
        press(Key.Kind.UP);
        assertThat(selected()).isEqualTo("bert");
        press(Key.Kind.HOME, Key.Kind.UP);
        assertThat(selected()).isEqualTo("anna");
        press(Key.Kind.END);
        assertThat(selected()).isEqualTo("carla");
        type("k");
        assertThat(selected()).isEqualTo("bert");
        type("j");
        assertThat(selected()).isEqualTo("carla");
    }

    @Test
    void aPageIsAsManyRowsAsAreSeen() {
        snapshot = Sample.snapshot(Sample.many(500));
        press(Key.Kind.PAGE_DOWN);
        assertThat(frame().view().cursor().row()).isEqualTo(19);
        assertThat(frame().view().cursor().top()).isEqualTo(1);
        press(Key.Kind.END, Key.Kind.PAGE_UP);
        assertThat(frame().view().cursor().row()).isEqualTo(480);
    }

    @Test
    void theSelectionStaysOnItsPeerWhereverThatGoes() {
        press(Key.Kind.DOWN);
        List<Peer> changed = new ArrayList<>(Sample.three());
        changed.set(1, Sample.peer("bert", 2, Status.LEFT));
        snapshot = Sample.snapshot(changed);
        assertThat(selected()).isEqualTo("bert");
        assertThat(frame().view().cursor().row()).isEqualTo(2);
    }

    @Test
    void whereThePeerIsGoneTheRowInItsPlaceIsSelected() {
        press(Key.Kind.DOWN);
        view = frame().view();
        snapshot = Sample.snapshot(List.of(Sample.three().get(0), Sample.three().get(2)));
        assertThat(selected()).isEqualTo("carla");
        snapshot = Sample.snapshot(List.of());
        assertThat(frame().view().cursor().row()).isZero();
        press(Key.Kind.DOWN, Key.Kind.ENTER);
        assertThat(view.screen()).isEqualTo(Screen.TABLE);
    }

    @Test
    void enterShowsDetailsOfTheSelectedAndEscapeGoesBack() {
        press(Key.Kind.ENTER);
        assertThat(Sample.screen(frame())).contains("name        anna");
        press(Key.Kind.ESCAPE);
        assertThat(view.screen()).isEqualTo(Screen.TABLE);
        press(Key.Kind.DOWN, Key.Kind.ENTER);
        assertThat(Sample.screen(frame())).contains("name        bert");
        press(Key.Kind.ENTER);
        assertThat(view.screen()).isEqualTo(Screen.TABLE);
        assertThat(selected()).isEqualTo("bert");
    }

    @Test
    void theFilterIsTypedLiveKeptByEnterAndClearedByEscape() {
        type("/CARLX");
        assertThat(frame().ids()).isEmpty();
        press(Key.Kind.BACKSPACE);
        assertThat(selected()).isEqualTo("carla");
        type("q");
        assertThat(view.over()).as("q is a letter here").isFalse();
        press(Key.Kind.BACKSPACE, Key.Kind.ENTER);
        assertThat(view.typing()).isFalse();
        assertThat(frame().ids()).hasSize(1);
        assertThat(Sample.screen(frame())).contains("\n/CARL ").doesNotContain("_");
        press(Key.Kind.ESCAPE);
        assertThat(frame().ids()).hasSize(3);
        type("/zz");
        press(Key.Kind.CLEAR);
        assertThat(frame().ids()).hasSize(3);
        assertThat(view.typing()).isTrue();
        type("日😀");
        press(Key.Kind.BACKSPACE);
        assertThat(view.filter()).isEqualTo("日");
        press(Key.Kind.ESCAPE);
        assertThat(view.filter()).isEmpty();
        assertThat(view.typing()).isFalse();
    }

    @Test
    void arrowsSelectWhileTheFilterIsTyped() {
        type("/eth");
        press(Key.Kind.DOWN);
        assertThat(selected()).isEqualTo("bert");
        assertThat(view.typing()).isTrue();
    }

    @Test
    void sortGoesRoundTheColumns() {
        List<Column> seen = new ArrayList<>();
        do {
            seen.add(view.sort());
            type("s");
        } while (view.sort() != Column.STATUS);
        assertThat(seen)
                .containsExactly(
                        Column.STATUS,
                        Column.HEARD,
                        Column.SINCE,
                        Column.RTT,
                        Column.KIND,
                        Column.ADDRESS,
                        Column.INTERFACE,
                        Column.NAME);
    }

    @Test
    void pauseKeepsWhatWasThereUntilItIsPressedAgain() {
        type("p");
        snapshot = Sample.snapshot(List.of());
        assertThat(Sample.screen(frame())).contains("paused at").contains("anna");
        type("p");
        assertThat(Sample.screen(frame())).contains("nobody heard yet").doesNotContain("paused");
    }

    @Test
    void questionMarkDoctorAndQuit() {
        type("?");
        assertThat(view.screen()).isEqualTo(Screen.KEYS);
        type("d");
        assertThat(view.screen()).isEqualTo(Screen.DOCTOR);
        type("sx/");
        press(Key.Kind.OTHER);
        assertThat(view).isEqualTo(View.START.on(Screen.DOCTOR));
        type("q");
        assertThat(view.over()).isTrue();
    }

    @Test
    void textIsScrolledByArrows() {
        snapshot = Sample.snapshot(List.of());
        view = View.START.on(Screen.KEYS);
        Frame low = Sample.frame(snapshot, view, Size.of(40, 10), Sample.PLAIN);
        View down = Reaction.to(Key.of(Key.Kind.DOWN), low);
        assertThat(down.scroll()).isEqualTo(1);
        View up = Reaction.to(Key.of(Key.Kind.PAGE_UP), Sample.frame(snapshot, down, Size.of(40, 10), Sample.PLAIN));
        assertThat(up.scroll()).isZero();
        assertThat(up.cursor().id()).isEqualTo(Optional.empty());
    }
}

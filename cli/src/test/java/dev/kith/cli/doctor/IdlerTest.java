package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether a program that shares a port and stands still is told from a buffer that is too small. */
class IdlerTest {
    private static final String FIX = "sudo sysctl -w net.core.rmem_max=1048576";

    @Test
    void whoStandsStillIsNamedAndNoBufferBlamed() {
        Finding found = look("UNCONN 2304 0 0.0.0.0:9779 0.0.0.0:* users:((\"python3\",pid=7,fd=3)) ino:42 sk:1 <->");
        assertThat(found.why())
                .containsExactly("python3 (pid 7) shares the port and stands still: 2304 bytes wait for it");
        assertThat(found.fix()).hasValue("end python3, or have it go on, if it was stopped: sudo kill -CONT 7");
    }

    @Test
    void whoseNameNeedsRootIsSaidToBeThere() {
        Finding found = look("UNCONN 2304 0 0.0.0.0:9779 0.0.0.0:* ino:42 sk:1 <->");
        assertThat(found.why().toString()).contains("its name needs root: sudo kith doctor");
        assertThat(found.fix()).hasValue("end that program; its name: sudo ss -lunp sport = :9779");
    }

    @Test
    void whoTakesWhatComesOrIsGoneOrDroppedLessHadTooSmallABuffer() {
        assertThat(look("UNCONN 0 0 0.0.0.0:9779 0.0.0.0:* users:((\"java\",pid=7,fd=3)) ino:42 sk:1 <->")
                        .fix())
                .hasValue(FIX);
        assertThat(look("UNCONN 9 0 0.0.0.0:9779 0.0.0.0:* users:((\"java\",pid=7,fd=3)) ino:43 sk:1 <->")
                        .fix())
                .hasValue(FIX);
        String own = "users:((\"java\",pid=%d,fd=3))"
                .formatted(ProcessHandle.current().pid());
        assertThat(look("UNCONN 9 0 0.0.0.0:9779 0.0.0.0:* " + own + " ino:42 sk:1 <->")
                        .fix())
                .hasValue(FIX);
    }

    @Test
    void whatNamesTheProgramIsNoMend() {
        Seen seen = ChecksTest.seen(List.of(), List.of(), Set.of(), Map.of("drops:9778", 7L));
        assertThat(new BufferCheck().look(seen, new PaperHost()))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.fix()).hasValue("find the program: sudo ss -lunpm sport = :9778"));
        Seen held = new PaperSeen()
                .failed("port 9779 is held by another program, which does not share it")
                .seen();
        assertThat(new PortCheck().look(held, new PaperHost()))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.fix()).hasValue("end that program; its name: sudo ss -lunp sport = :9779"));
    }

    private static Finding look(String socket) {
        PaperHost host = new PaperHost()
                .file("/proc/sys/net/core/rmem_max", "212992")
                .command("ss -Hanupe sport = :9779", socket);
        Map<String, Long> counted = Map.of("drops:9779", 7L, "drops:9779:42", 5L, "drops:9779:43", 2L);
        List<Finding> all = new BufferCheck().look(ChecksTest.seen(List.of(), List.of(), Set.of(), counted), host);
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}

package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of interfaces where none was used. */
class InterfaceCheckTest {
    private static final PaperHost HOST = new PaperHost()
            .file("/sys/class/net/eth0/flags", "0x1003")
            .file("/sys/class/net/eth1/flags", "0x1002")
            .file("/sys/class/net/lo/flags", "0x9");

    @Test
    void aPortThatIsHeldSaysNothingOfThem() {
        Seen held = new PaperSeen()
                .failed("port 9779 is held by python3 (pid 7), which does not share it")
                .seen();
        assertThat(new InterfaceCheck().look(held, HOST)).isEmpty();
    }

    @Test
    void ofThoseThatAreNamedOneThatIsDownIsToBeSwitchedOn() {
        String reason = "there is no interface with an address";
        assertThat(new InterfaceCheck()
                        .look(new PaperSeen().failed(reason).only("nope").seen(), HOST))
                .isEmpty();
        assertThat(new InterfaceCheck()
                        .look(new PaperSeen().failed(reason).only("eth1").seen(), HOST))
                .singleElement()
                .satisfies(finding -> assertThat(finding.fix()).hasValue("sudo ip link set eth1 up"));
    }

    @Test
    void anInterfaceWithHardwareIsToBeSwitchedOnBeforeOthersAndNoFile() {
        PaperHost host = new PaperHost()
                .file("/sys/class/net/bonding_masters", "bond0")
                .file("/sys/class/net/bond0/flags", "0x1402")
                .file("/sys/class/net/dummy0/flags", "0x82")
                .file("/sys/class/net/eth0/flags", "0x1002")
                .file("/sys/class/net/eth0/device/uevent", "")
                .file("/sys/class/net/lo/flags", "0x9");
        assertThat(new InterfaceCheck().look(new PaperSeen().link("lo", 0).seen(), host))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.text()).endsWith("; not bond0 (down), dummy0 (down), eth0 (down)"))
                .satisfies(finding -> assertThat(finding.fix()).hasValue("sudo ip link set eth0 up"));
    }
}

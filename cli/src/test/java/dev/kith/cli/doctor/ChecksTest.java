package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Kind;
import dev.kith.peer.LinkHealth;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no test between hosts makes: what takes minutes, or another kind of host. */
class ChecksTest {
    private static final Seen.Asked ASKED = new Seen.Asked(9779, OptionalInt.empty(), Set.of(), false);

    @Test
    void whoFellSilentByMulticastAloneWasForgottenByASwitch() {
        Seen seen = seen(Set.of("eth0"), Map.of());
        assertThat(new BridgeCheck().look(seen, new PaperHost()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.FAIL))
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("snooping"));
    }

    @Test
    void aBridgeOfThisHostThatSnoopsIsNothingBad() {
        PaperHost host = new PaperHost().file("/sys/class/net/eth0/bridge/multicast_snooping", "1");
        assertThat(new BridgeCheck().look(seen(Set.of(), Map.of()), host))
                .allMatch(finding -> finding.level() == Level.OK)
                .hasSize(1);
    }

    @Test
    void aPodThatHearsNobodyIsToldOfTheDns() {
        PaperHost host = new PaperHost().variable("KUBERNETES_SERVICE_HOST", "10.96.0.1");
        assertThat(new ContainerCheck().look(seen(Set.of(), Map.of()), host))
                .singleElement()
                .satisfies(finding -> assertThat(finding.fix().orElse("")).contains("--dns"));
        assertThat(new ContainerCheck().look(seen(Set.of(), Map.of()), new PaperHost()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/run/systemd/container, systemd-nspawn",
        "/run/host/container-manager, systemd-nspawn",
        "/proc/1/environ, 'PATH=/bin\0container=lxc\0'",
        "/proc/self/mountinfo, '99 80 0:5 /proc/cpuinfo /proc/cpuinfo rw - fuse.lxcfs lxcfs rw,user_id=0'",
    })
    void aContainerOfLxcOrSystemdIsOneToo(String file, String line) {
        assertThat(new ContainerCheck().look(seen(Set.of(), Map.of()), new PaperHost().file(file, line)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).startsWith("this is a container, and multicast"));
    }

    @ParameterizedTest
    @CsvSource({
        "/proc/cpuinfo, flags\t\t: fpu vme hypervisor lahf_lm",
        "/sys/class/dmi/id/product_name, KVM Virtual Machine",
        "/sys/class/dmi/id/product_name, VirtualBox",
        "/sys/class/dmi/id/product_name, Virtual Machine",
        "/sys/class/dmi/id/sys_vendor, QEMU",
        "/sys/class/dmi/id/sys_vendor, 'VMware, Inc.'",
        "/sys/class/dmi/id/sys_vendor, Amazon EC2",
    })
    void aVirtualMachineThatHearsNobodyIsToldToBridgeItsNetwork(String file, String line) {
        PaperHost host = new PaperHost().file(file, line);
        assertThat(new ContainerCheck().look(seen(Set.of(), Map.of()), host))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.WARN))
                .satisfies(finding -> assertThat(finding.text()).startsWith("this is a virtual machine, and multicast"))
                .satisfies(finding -> assertThat(finding.fix().orElse("")).contains("bridge", "--seed"));
        Reachability there = PaperSeen.answering(PaperSeen.peer("there", "10.0.0.2", Via.MULTICAST), Optional.of(true));
        assertThat(new ContainerCheck().look(new PaperSeen().peer(there).seen(), host))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.OK));
    }

    @Test
    void aHostOfOthersIsNeither() {
        PaperHost lxd = new PaperHost()
                .file("/proc/self/mountinfo", "99 80 0:5 / /var/lib/lxcfs rw - fuse.lxcfs lxcfs rw,user_id=0")
                .file("/proc/1/environ", "HOME=/\0TERM=linux\0")
                .file("/sys/class/dmi/id/sys_vendor", "Microsoft Corporation")
                .file("/sys/class/dmi/id/product_name", "Surface Laptop");
        assertThat(new ContainerCheck().look(seen(Set.of(), Map.of()), lxd)).isEmpty();
        PaperHost xen = new PaperHost()
                .file("/proc/cpuinfo", "flags\t\t: fpu hypervisor")
                .file("/proc/xen/capabilities", "control_d");
        assertThat(new ContainerCheck().look(seen(Set.of(), Map.of()), xen)).isEmpty();
        PaperHost metal = new PaperHost()
                .file("/sys/class/dmi/id/sys_vendor", "Amazon EC2")
                .file("/sys/class/dmi/id/product_name", "m7i.metal-24xl");
        assertThat(new ContainerCheck().look(seen(Set.of(), Map.of()), metal)).isEmpty();
    }

    @Test
    void aBufferTooSmallIsMendedByALargerOne() {
        PaperHost host = new PaperHost().file("/proc/sys/net/core/rmem_max", "212992");
        assertThat(new BufferCheck().look(seen(Set.of(), Map.of(Counters.BUFFERS, 7L, "drops:9779", 7L)), host))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("7 datagrams", "at port 9779"))
                .satisfies(finding -> assertThat(finding.fix()).hasValue("sudo sysctl -w net.core.rmem_max=1048576"));
    }

    @Test
    void aTunnelThatCarriesTooLittleIsAskedForNoMoreThanThat() {
        PaperHost host = new PaperHost().file("/sys/class/net/eth0/mtu", "1200");
        assertThat(new MtuCheck().look(seen(Set.of(), Map.of()), host))
                .singleElement()
                .satisfies(finding -> assertThat(finding.fix()).hasValue("sudo ip link set eth0 mtu 1280"));
    }

    @Test
    void whatOtherProgramsDoNotTakeHidesNobody() {
        assertThat(new BufferCheck()
                        .look(seen(Set.of(), Map.of(Counters.BUFFERS, 7L, "drops:53", 7L)), new PaperHost()))
                .isEmpty();
    }

    @Test
    void anotherKeyAtTwoAddressesIsOneFault() {
        String four = "2 datagrams for this group with another key, from 10.0.0.2";
        String six = "2 datagrams for this group with another key, from fe80::1%eth0";
        assertThat(new StrangerCheck().look(new PaperSeen().said(four, six).seen(), new PaperHost()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).isEqualTo(four))
                .satisfies(finding -> assertThat(finding.why()).containsExactly(six));
    }

    @Test
    void whoIsNotOnTheLinkAndDoesNotAnswerIsNotWaitedFor() throws UnknownHostException {
        Seen.With silent = new Seen.With(
                "10.0.0.4", Optional.of(new Endpoint(InetAddress.getByName("10.0.0.4"), 9779)), List.of());
        String asked = "ip neigh show 10.0.0.4";
        assertThat(WithCheck.isOpen(silent, new PaperHost().command(asked, "10.0.0.4 dev eth0 FAILED")))
                .isFalse();
        assertThat(WithCheck.isOpen(silent, new PaperHost().command(asked, ""))).isFalse();
        // It may be heard later, by what it says to all.
        String onLink = "10.0.0.4 dev eth0 lladdr 02:00:00:00:00:04 REACHABLE";
        assertThat(WithCheck.isOpen(silent, new PaperHost().command(asked, onLink)))
                .isTrue();
        assertThat(WithCheck.isOpen(silent, new PaperHost())).isTrue();
        assertThat(WithCheck.isOpen(
                        new Seen.With("carl", Optional.empty(), List.of()), new PaperHost().command(asked, "")))
                .isTrue();
    }

    @Test
    void whatGoesToAnAddressOfThisHostItselfLeavesByNoNetwork() throws UnknownHostException {
        PaperHost host = new PaperHost()
                .command("ip -o -4 addr show dev eth0", "2: eth0    inet 10.0.0.2/24 brd 10.0.0.255 scope global eth0")
                .command("ip route get 10.0.0.2", "local 10.0.0.2 dev lo src 10.0.0.2 uid 0")
                .command("ip route get 10.0.0.4", "10.0.0.4 dev tun0 src 10.8.0.2 uid 0");
        assertThat(new RouteCheck().look(heardOnEth0("10.0.0.2"), host)).isEmpty();
        assertThat(new RouteCheck().look(heardOnEth0("10.0.0.4"), host))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("10.0.0.4 leaves by tun0"));
    }

    @Test
    void aRouteThatARuleChoseIsMendedInItsTable() throws UnknownHostException {
        PaperHost host = onEth0().command("ip route get 10.0.0.4", "10.0.0.4 dev wg0 table 51820 src 10.8.0.2 uid 0");
        assertThat(new RouteCheck().look(heardOnEth0("10.0.0.4"), host))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.fix()).hasValue("sudo ip route replace 10.0.0.4/32 dev eth0 table 51820"));
    }

    @Test
    void whoIsHeardWithoutARouteToItIsNoMatterOfAFirewall() throws UnknownHostException {
        PaperHost host = onEth0().command("ip route show table main match 192.168.7.2", "");
        assertThat(new RouteCheck().look(heardOnEth0("192.168.7.2"), host))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("no route to 192.168.7.2"))
                .satisfies(
                        finding -> assertThat(finding.fix()).hasValue("sudo ip route replace 192.168.7.2/32 dev eth0"));
        assertThat(new RouteCheck().look(heardOnEth0("192.168.7.2"), onEth0())).isEmpty();
    }

    @Test
    void aRuleThatKeepsAPeerFromItsRouteIsOutdoneByOne() throws UnknownHostException {
        PaperHost host = onEth0().command(
                        "ip route show table main match 10.0.0.4",
                        "10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.2");
        assertThat(new RouteCheck().look(heardOnEth0("10.0.0.4"), host))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.fix()).hasValue("sudo ip rule add to 10.0.0.4/32 lookup main"));
    }

    private static PaperHost onEth0() {
        return new PaperHost()
                .command("ip -o -4 addr show dev eth0", "2: eth0    inet 10.0.0.2/24 brd 10.0.0.255 scope global eth0");
    }

    /** With a peer that was heard there, and does not answer yet. */
    private static Seen heardOnEth0(String address) throws UnknownHostException {
        Endpoint at = new Endpoint(InetAddress.getByName(address), 40_000);
        Peer peer = new Peer(
                "00000000000000010000000000000002",
                Kind.KITH,
                "bob",
                List.of(at),
                List.of("eth0"),
                Map.of(),
                Map.of(),
                Status.ALIVE,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                true,
                Set.of(Via.MULTICAST),
                List.of());
        Reachability.Path path = new Reachability.Path(at, Reachability.Outcome.HEARD, Optional.empty());
        return seen(
                List.of(new Reachability(peer, List.of(path), Optional.empty(), Optional.empty())), Set.of(), Map.of());
    }

    @Test
    void whatTheKernelCountsIsReadFromItsTables() {
        PaperHost host = new PaperHost()
                .file("/proc/net/netstat", "TcpExt: A IPReversePathFilter", "TcpExt: 1 5", "IpExt: B", "IpExt: 2")
                .file("/proc/net/snmp", "Udp: InDatagrams RcvbufErrors", "Udp: 9 3")
                .file(
                        "/proc/net/udp",
                        "   sl  local_address rem_address",
                        "  7: 00000000:2633 00000000:0000 07 00000000:00000000 00:00000000 00000000 0 0 4711 2 0 6");
        Map<String, Long> before = Counters.now(host);
        assertThat(before)
                .containsEntry(Counters.REVERSE_PATH, 5L)
                .containsEntry(Counters.BUFFERS, 3L)
                .containsEntry("drops:9779", 6L)
                .containsEntry("drops:9779:4711", 6L);
        host.file("/proc/net/snmp", "Udp: InDatagrams RcvbufErrors", "Udp: 20 4");
        assertThat(Counters.growth(before, Counters.now(host))).containsEntry(Counters.BUFFERS, 1L);
    }

    private static Seen seen(Set<String> quiet, Map<String, Long> counted) {
        return seen(List.of(), quiet, counted);
    }

    private static Seen seen(List<Reachability> peers, Set<String> quiet, Map<String, Long> counted) {
        LinkHealth link =
                new LinkHealth("eth0", LinkHealth.Way.IPV4, Optional.empty(), Optional.empty(), 3, 3, 0, false);
        return seen(List.of(link), peers, quiet, counted);
    }

    static Seen seen(List<LinkHealth> links, List<Reachability> peers, Set<String> quiet, Map<String, Long> counted) {
        return new Seen(
                ASKED,
                Optional.empty(),
                Optional.empty(),
                links,
                peers,
                List.of(),
                List.of(),
                counted,
                quiet,
                Optional.empty(),
                Optional.empty());
    }
}

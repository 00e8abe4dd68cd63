package dev.kith.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pods find each other by a name, where multicast does not come: a real name server answers as those of containers do. */
@Tag("once")
class NamesTest {
    private static final String PODS = "pods.lab.test";

    private World world;
    private Subnet cluster;
    private NameServer server;

    @BeforeEach
    void make() {
        Needs.tool("dnsmasq");
        world = Needs.world();
        cluster = new Subnet(world, "cluster", "10.9.0");
        server = new NameServer(cluster.host("names"), Duration.ofMinutes(10));
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void allPodsOfANameBecomeOneGroupAndLaterOnesToo() {
        server.name(PODS, "10.9.0.3", "10.9.0.4", "10.9.0.5");
        List<Member> pods = new ArrayList<>(List.of(pod("a", PODS), pod("b", PODS), pod("c", PODS)));
        Member.assertAllKnowAll(pods);
        // Its name is not there yet: it has to find the others, and they it, by what it finds itself.
        pods.add(pod("d", PODS));
        server.name(PODS, "10.9.0.4", "10.9.0.5", "10.9.0.6");
        Member.assertAllKnowAll(pods);
        Segment.assertUnharmed(pods);
    }

    @Test
    void whomANameTellsOfLaterIsTriedAtTheNextQuestionWhateverTheAnswersAllow() {
        server.name(PODS, "10.9.0.3");
        Member a = pod("a", PODS);
        Host host = cluster.host("late").withoutMulticast();
        Member late = new Member(host, "late", List.of(), List.of("--no-classic"));
        List.of(a, late).forEach(Member::id);
        server.name(PODS, "10.9.0.3", "10.9.0.4");
        server.awaitTold(PODS, "10.9.0.4");
        // One answer was enough; the next says so no more.
        server.name(PODS, "10.9.0.3");
        Member.assertAllKnowAll(List.of(a, late));
    }

    @Test
    void theNameServerIsAskedThoughTheFileOfNamesOfEachContainerHasItAlone() {
        server.name(PODS, "10.9.0.3", "10.9.0.4");
        List<Member> pods = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            Host host = cluster.host(name).withoutMulticast().askNamesOf("10.9.0.2");
            host.hasFileOfNames("10.9.0." + (3 + pods.size()), PODS);
            pods.add(new Member(host, name, List.of(), List.of("--no-classic", "--dns", PODS)));
        }
        Member.assertAllKnowAll(pods);
    }

    @Test
    void aDomainThatIsSearchedFromLaterOnIsSearched() {
        server.name(PODS, "10.9.0.3", "10.9.0.4");
        Host host = cluster.host("a").withoutMulticast();
        Member a = new Member(host, "a", List.of(), List.of("--no-classic"));
        Member b = pod("b", "pods");
        List.of(a, b).forEach(Member::id);
        server.awaitAsked("pods");
        b.host().searchNamesIn("lab.test");
        Member.assertAllKnowAll(List.of(a, b));
    }

    @Test
    void twoGroupsThatStartTogetherAndKnowOnlyEachOthersNameBecomeOne() {
        List<Member> members = List.of(pod("a1", "right.lab.test"), pod("b1", "left.lab.test"));
        members.forEach(Member::id);
        server.name("left.lab.test", "10.9.0.3").name("right.lab.test", "10.9.0.4");
        Member.assertAllKnowAll(members);
    }

    @Test
    void aNameServerThatIsSilentOrRefusesAtTheStartIsAskedAgain() {
        server.name(PODS, "10.9.0.3", "10.9.0.4").stop();
        List<Member> pods = List.of(pod("a", PODS), pod("b", PODS));
        pods.get(0)
                .await(
                        "a word of the name server",
                        line -> line.reason().startsWith("dns " + PODS + ": the name server"));
        server.start();
        Member.assertAllKnowAll(pods);
    }

    @Test
    void whatOneAnswerLacksDoesNotSpoilTheOthersNorDoesAServerThatIsSilent() {
        server.name(PODS, "10.9.0.3", "10.9.0.4").refuseTheRest();
        Member a = new Member(cluster.host("a").withoutMulticast(), "a", List.of(), List.of("--no-classic"));
        Host host = cluster.host("b").withoutMulticast().askNamesOf("10.9.0.99", "10.9.0.2");
        Member b = new Member(host, "b", List.of(), List.of("--no-classic", "--dns", PODS));
        Member.assertAllKnowAll(List.of(a, b));
    }

    @Test
    void servicesTellTheirPorts() {
        server.name("a.lab.test", "10.9.0.3")
                .service("_kith._udp.lab.test", new NameServer.Service("a.lab.test", 9790));
        Host host = cluster.host("a").withoutMulticast();
        Member a = new Member(host, "a", List.of(), List.of("--no-classic", "--own-port", "9790"));
        a.id();
        Member.assertAllKnowAll(List.of(a, pod("b", "_kith._udp.lab.test")));
    }

    @Test
    void moreAddressesThanAreTriedAreToldOfWhereServicesNameThemToo() {
        server.name("many.lab.test", addresses(1, 64))
                .name("more.lab.test", addresses(2, 64))
                .service(
                        "_kith._udp.lab.test",
                        new NameServer.Service("many.lab.test", 9779),
                        new NameServer.Service("more.lab.test", 9779));
        pod("a", "_kith._udp.lab.test")
                .await(
                        "a word of those left out",
                        line -> line.reason()
                                .equals("dns _kith._udp.lab.test names too many addresses; 64 or more are left out"));
    }

    private static String[] addresses(int network, int many) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(host -> "10.9.%d.%d".formatted(network, host))
                .toArray(String[]::new);
    }

    @Test
    void anAddressThatComesBackAsAnotherPodIsThatOne() {
        server.name(PODS, "10.9.0.3", "10.9.0.4");
        Member a = pod("a", PODS);
        Member former = pod("b", PODS);
        Member.assertAllKnowAll(List.of(a, former));
        former.program().signal("KILL");
        Member next = new Member(former.host(), "c", List.of(), List.of("--no-classic", "--dns", PODS));
        Member.assertAllKnowAll(List.of(a, next));
        a.await("lost", former.id());
    }

    private Member pod(String name, String dns) {
        Host host = cluster.host(name).withoutMulticast();
        host.askNamesOf("10.9.0.2");
        return new Member(host, name, List.of(), List.of("--no-classic", "--dns", dns));
    }
}

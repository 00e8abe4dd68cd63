package dev.kith.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Event.What;
import dev.kith.peer.Evidence;
import dev.kith.peer.History;
import dev.kith.peer.Past;
import dev.kith.peer.PeerId;
import dev.kith.peer.PeerReference;
import dev.kith.peer.Status;
import dev.kith.roster.IdRange;
import dev.kith.roster.NodeRecord;
import dev.kith.trust.Ed25519;
import dev.kith.trust.GroupTag;
import dev.kith.watch.Finding;
import dev.kith.wire.Message.View;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bytes of PROTOCOL.md are what is spoken here. */
class WireVectorsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern VECTOR = Pattern.compile("(?m)^native (\\w+) ([0-9a-f]+)$");

    @Test
    void everyMessageHasTheDocumentedBytes() throws IOException {
        Map<String, String> documented = vectors();
        Map<String, String> spoken = new LinkedHashMap<>();
        messages().forEach((name, message) -> spoken.put(name, HEX.formatHex(Datagrams.encode(header(), message))));
        assertThat(documented).containsAllEntriesOf(spoken);
        spoken.forEach((name, hex) -> {
            Datagrams.Ok ok = (Datagrams.Ok) Datagrams.decode(HEX.parseHex(hex));
            assertThat(ok.header()).isEqualTo(header());
            assertThat(HEX.formatHex(Datagrams.encode(ok.header(), ok.message())))
                    .as(name)
                    .isEqualTo(hex);
        });
    }

    @Test
    void theRecordVerifiesAndSaysWhatIsDocumented() throws IOException {
        NodeRecord record = record("record");
        assertThat(record.about().name()).isEqualTo("anna");
        assertThat(record.about().endpoints()).hasToString("[10.0.0.4:41234]");
        assertThat(record.about().meta()).containsExactly(Map.entry("room", "attic"));
        assertThat(record.about().services()).containsExactly(Map.entry("http", 8080));
        assertThat(record.incarnation()).isEqualTo(1_769_868_131_204L);
        assertThat(record.version()).isEqualTo(1);
        assertThat(record.groupTag()).isEqualTo(GroupTag.of("lobby"));
        assertThat(verifies(record)).isTrue();
    }

    @Test
    void aFieldOfALaterVersionIsPassedOverAndStaysUnderTheSignature() throws IOException {
        NodeRecord record = record("record_of_a_later_version");
        assertThat(record.about().name()).isEqualTo("anna");
        assertThat(verifies(record)).isTrue();
    }

    @Test
    void whatALaterVersionPutsBehindAMessageIsLeftAlone() {
        for (Message message : messages().values()) {
            byte[] longer = Datagrams.encode(header(), message);
            int length = longer.length;
            // A page ends its list with a length of zero.
            longer = Arrays.copyOf(longer, length + 6);
            assertThat(Datagrams.decode(longer)).as("%s", message).isInstanceOf(Datagrams.Ok.class);
        }
    }

    @Test
    void anotherVersionMagicOrALongerDatagramIsRejectedByName() {
        byte[] probe = bytes("probe");
        assertRejected(with(probe, 2, 2), "version", 2);
        assertRejected(with(probe, 0, 0), "magic", 0);
        assertRejected(with(probe, Header.BYTES, 99), "type", Header.BYTES);
        assertRejected(new byte[1233], "size", 1232);
        assertRejected(Arrays.copyOf(probe, probe.length - 4), "to", probe.length - 4);
        byte[] compare = bytes("compare");
        int range = Header.BYTES + 1 + Integer.BYTES;
        for (int bits : List.of(0, 3, 5, 60, 64, 255)) {
            assertRejected(with(compare, range, bits), "range", range);
        }
    }

    @Test
    void theSignatureOfATwinIsOverAllBeforeIt() {
        Message.Twin twin = (Message.Twin) Objects.requireNonNull(messages().get("twin"));
        byte[] whole = bytes("twin");
        assertThat(Datagrams.signedPart(header(), twin))
                .isEqualTo(Arrays.copyOf(whole, whole.length - NodeRecord.SIGNATURE));
    }

    @Test
    void noBytesThrow() {
        Random random = new Random(5);
        List<byte[]> good = messages().values().stream()
                .map(message -> Datagrams.encode(header(), message))
                .toList();
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = good.get(random.nextInt(good.size())).clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 9));
            Datagrams.decode(bytes);
            Records.decode(bytes);
        }
    }

    @Test
    void theSizesOfTheTrafficLawAreKept() {
        int probe = bytes("probe").length;
        int ack = bytes("ack").length;
        int welcome = bytes("welcome").length;
        int pull = bytes("pull").length;
        assertThat(probe).isEqualTo(ack).isLessThanOrEqualTo(80);
        assertThat(welcome).isEqualTo(pull);
    }

    private static byte[] bytes(String message) {
        return Datagrams.encode(header(), Objects.requireNonNull(messages().get(message)));
    }

    private static void assertRejected(byte[] datagram, String reason, int offset) {
        assertThat(Datagrams.decode(datagram)).isEqualTo(new Datagrams.Rejected(reason, offset));
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static boolean verifies(NodeRecord record) {
        return new Ed25519().verify(record.publicKey(), record.signedPart(), record.signature());
    }

    private static NodeRecord record(String vector) throws IOException {
        return ((Records.Ok) Records.decode(HEX.parseHex(vectors().getOrDefault(vector, "")))).record();
    }

    private static Map<String, String> vectors() throws IOException {
        Map<String, String> vectors = new LinkedHashMap<>();
        String page = Files.readString(Path.of(System.getProperty("kith.root"), "PROTOCOL.md"));
        for (Matcher vector = VECTOR.matcher(page); vector.find(); ) {
            vectors.put(vector.group(1), vector.group(2));
        }
        return vectors;
    }

    private static Header header() {
        return Header.open(GroupTag.of("lobby"), new PeerId(0x3F9A51C27BE06D88L, 0x47F1A2900C5D6E13L), 7);
    }

    private static Map<String, Message> meetings(PeerId subject, byte[] signature) {
        byte[] datagram = {1, 2, 3};
        return Map.of(
                "introduce", new Message.Introduce(subject),
                "meet", new Message.Meet(subject, endpoint()),
                "where", new Message.Where(0x2233_4455_6677_8899L, 0),
                "here", new Message.Here(0x2233_4455_6677_8899L, endpoint(), signature),
                "forward", new Message.Forward(subject, datagram),
                "forwarded", new Message.Forwarded(datagram));
    }

    static Map<String, Message> messages() {
        View view = new View(3, 0x0123456789ABCDEFL);
        byte[] record = {1, 2, 3};
        Map<String, Message> messages = new LinkedHashMap<>();
        messages.put("announce", new Message.Announce(view, 1, record));
        messages.put("salt", new Message.Salt(7));
        messages.put("welcome", new Message.Welcome(view, 0x1122334455667788L, 7));
        messages.put("pull", new Message.Pull(0x1122334455667788L, 0x22334455, 0, -1));
        messages.put("page", new Message.Page(0x22334455, 0, -1, List.of(record, record)));
        messages.put("probe", new Message.Probe(0x2233445566778899L, view, endpoint()));
        messages.put("ack", new Message.Ack(0x2233445566778899L, view, endpoint(), true, 0xa1b2));
        messages.put("goodbye", new Message.Goodbye(1_769_868_131_204L, new byte[Datagrams.GOODBYE_SECRET]));
        PeerId subject = new PeerId(0x0011_2233_4455_6677L, 0x8899_AABB_CCDD_EEFFL);
        long incarnation = 1_769_868_131_204L;
        messages.put("doubt", new Message.Doubt(0x2233_4455_6677_8899L, subject, incarnation, 2, Finding.SILENT));
        messages.put("vouch", new Message.Vouch(0x2233_4455_6677_8899L, subject, incarnation, 2, Finding.HEARS));
        messages.put("claim", new Message.Claim(subject, incarnation, Finding.GONE));
        messages.put("relay", new Message.Relay(true, new byte[] {1, 2, 3}));
        byte[] secret = new byte[Datagrams.GOODBYE_SECRET];
        messages.put("relayed_goodbye", new Message.RelayedGoodbye(false, subject, incarnation, secret));
        byte[] signature = new byte[NodeRecord.SIGNATURE];
        Arrays.fill(signature, (byte) 0x5A);
        messages.putAll(meetings(subject, signature));
        messages.put(
                "twin",
                new Message.Twin(
                        0x2233_4455_6677_8899L,
                        0x1122_3344_5566_7788L,
                        61_000,
                        incarnation,
                        new byte[32],
                        Message.Standing.YIELDS,
                        signature));
        IdRange range = new IdRange(4, 0x3000_0000_0000_0000L);
        List<Long> sums = new ArrayList<>(Collections.nCopies(IdRange.PARTS, 0L));
        sums.set(15, 0x0123_4567_89AB_CDEFL);
        messages.put("compare", new Message.Compare(0x2233_4455, range, sums));
        List<Integer> counts = new ArrayList<>(Collections.nCopies(IdRange.PARTS, -1));
        counts.set(15, 2);
        messages.put("compared", new Message.Compared(0x2233_4455, range, counts));
        messages.put("newer", new Message.Newer(record));
        messages.put("why", new Message.Why(0x2233_4455_6677_8899L, new PeerReference("anna", Optional.empty())));
        PeerReference address = new PeerReference("10.0.0.4:41234", Optional.of(endpoint()));
        messages.put("why_of_an_address", new Message.Why(0x2233_4455_6677_8899L, address));
        messages.put("because", new Message.Because(0x2233_4455_6677_8899L, 0, 1, Optional.of(history())));
        messages.put("because_nobody", new Message.Because(0x2233_4455_6677_8899L, 0, 1, Optional.empty()));
        return messages;
    }

    private static History history() {
        String other = "3f9a51c27be06d8847f1a2900c5d6e13";
        Instant time = Instant.parse("2026-01-31T14:02:11.204512Z");
        Evidence joined = new Evidence(List.of(), "multicast 10.0.0.4:41234 eth0", "it announced itself");
        Evidence lost = new Evidence(List.of(other), "10.0.0.4:41234", "18 questions were not answered");
        List<Past> changes =
                List.of(new Past(What.JOINED, joined, time), new Past(What.LOST, lost, time.plusSeconds(60)));
        return new History("00112233445566778899aabbccddeeff", "anna", Status.LOST, changes);
    }

    private static Endpoint endpoint() {
        try {
            return new Endpoint(InetAddress.getByAddress(new byte[] {10, 0, 0, 4}), 41234);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}

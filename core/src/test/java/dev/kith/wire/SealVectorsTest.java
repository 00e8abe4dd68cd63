package dev.kith.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.PeerId;
import dev.kith.trust.Gcm;
import dev.kith.trust.GroupKey;
import dev.kith.trust.GroupTag;
import dev.kith.wire.Message.Salt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

/** The sealed bytes of PROTOCOL.md are what is spoken here. */
class SealVectorsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern VECTOR = Pattern.compile("(?m)^seal (\\w+) ([0-9a-f]+)$");
    private static final PeerId SENDER = new PeerId(0x3F9A51C27BE06D88L, 0x47F1A2900C5D6E13L);
    private static final long TAG = GroupTag.of("lobby");
    private static final byte[] NO_SALT = {};

    @Test
    void theSealHasTheDocumentedBytes() throws IOException {
        Map<String, String> documented = vectors();
        GroupKey key = GroupKey.of(HEX.parseHex(documented.getOrDefault("key", "")));
        byte[] salt = HEX.parseHex(documented.getOrDefault("salt", ""));
        SecretKey subkey = Gcm.subkey(key, SENDER, TAG, salt);
        Map<String, String> spoken = new TreeMap<>(Map.of(
                "key", HEX.formatHex(key.bytes()),
                "id", GroupKey.name(key.id()),
                "salt", HEX.formatHex(salt),
                "subkey", HEX.formatHex(subkey.getEncoded()),
                "salted", sealed(subkey, Header.sealed(key.id(), TAG, SENDER, 7, salt)),
                "saltless", sealed(subkey, Header.sealed(key.id(), TAG, SENDER, 8, NO_SALT))));
        assertThat(documented).isEqualTo(spoken);
    }

    @Test
    void theDocumentedBytesAreOpened() throws IOException {
        Map<String, String> documented = vectors();
        GroupKey key = GroupKey.of(HEX.parseHex(documented.getOrDefault("key", "")));
        for (String which : new String[] {"salted", "saltless"}) {
            byte[] datagram = HEX.parseHex(documented.getOrDefault(which, ""));
            Header header = ((Datagrams.Headed) Datagrams.begin(datagram)).header();
            SecretKey subkey = Gcm.subkey(
                    key, header.sender(), header.groupTag(), HEX.parseHex(documented.getOrDefault("salt", "")));
            byte[] message = new Gcm()
                    .open(subkey, header.counter(), datagram, header.bytes())
                    .orElseThrow();
            assertThat(Datagrams.decode(header, message, 0)).isEqualTo(new Datagrams.Ok(header, new Salt(7)));
            assertThat(Datagrams.decode(datagram)).isEqualTo(new Datagrams.Rejected("sealed", 3));
        }
    }

    private static String sealed(SecretKey subkey, Header header) {
        return HEX.formatHex(
                new Gcm().seal(subkey, header.counter(), Datagrams.encode(header), Datagrams.encode(new Salt(7))));
    }

    private static Map<String, String> vectors() throws IOException {
        Map<String, String> vectors = new TreeMap<>();
        String page = Files.readString(Path.of(System.getProperty("kith.root"), "PROTOCOL.md"));
        for (Matcher vector = VECTOR.matcher(page); vector.find(); ) {
            vectors.put(vector.group(1), vector.group(2));
        }
        return vectors;
    }
}

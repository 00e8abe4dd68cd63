package dev.kith.sim;

import dev.kith.trust.Gcm;
import dev.kith.trust.KeyRing;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** A voice in a closed group: it has the key, and so says and hears what is inside of the seal. */
final class Unsealed implements Voice {
    private final Voice inside;
    private final Glass glass;
    private final Supplier<KeyRing> ring;
    private final Gcm gcm = new Gcm();

    /** Of one that has the keys of this ring, at each moment. */
    Unsealed(Voice inside, Glass glass, Supplier<KeyRing> ring) {
        this.inside = inside;
        this.glass = glass;
        this.ring = ring;
    }

    /** Sealed again as it was; the engine's own words with that counter never leave the host. */
    @Override
    public byte[] says(byte[] datagram) {
        Glass.Opened own = open(datagram).orElseThrow();
        byte[] open = open(own);
        byte[] said = inside.says(open);
        byte[] message = Arrays.copyOfRange(said, Header.BYTES, said.length);
        boolean fits = datagram.length + said.length - open.length <= Header.MAX_DATAGRAM;
        return Arrays.equals(said, open) || !fits
                ? datagram
                : gcm.seal(own.subkey(), own.header().counter(), Datagrams.encode(own.header()), message);
    }

    @Override
    public byte[] hears(byte[] datagram) {
        open(datagram)
                .filter(opened -> ring.get().find(opened.header().keyId()).isPresent())
                .ifPresent(opened -> inside.hears(open(opened)));
        return datagram;
    }

    @Override
    public Optional<Liar> liar() {
        return inside.liar();
    }

    private Optional<Glass.Opened> open(byte[] datagram) {
        return Datagrams.begin(datagram) instanceof Datagrams.Headed headed
                        && headed.header().isSealed()
                ? glass.open(headed.header(), datagram)
                : Optional.empty();
    }

    /** As it would be in an open group. */
    private static byte[] open(Glass.Opened opened) {
        Header header = opened.header();
        byte[] head = Datagrams.encode(Header.open(header.groupTag(), header.sender(), header.counter()));
        return ByteBuffer.allocate(head.length + opened.message().length)
                .put(head)
                .put(opened.message())
                .array();
    }
}

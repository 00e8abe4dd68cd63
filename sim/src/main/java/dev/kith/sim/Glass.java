package dev.kith.sim;

import dev.kith.peer.PeerId;
import dev.kith.trust.Gcm;
import dev.kith.trust.GroupKey;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;

/** Reads what nodes send, sealed or not, for the laws: it has every key that any of them ever had, and has seen every salt. */
@SuppressWarnings("exports") // whoever drives an engine sees what it is made of
public final class Glass {
    /** Each datagram comes to many, and is asked for by several laws. */
    private static final int REMEMBERED = 256;

    private final Gcm gcm = new Gcm();
    private final List<GroupKey> keys = new ArrayList<>();
    /** Of each sender, the newest first. */
    private final Map<PeerId, List<SecretKey>> subkeys = new HashMap<>();
    /** By the array itself, not by what it holds; the oldest goes first. */
    private final Map<byte[], Optional<Message>> read = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<byte[], Optional<Message>> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Has no key yet. */
    public Glass() {
        // learns later
    }

    /** Knows that key from now on. */
    public void learn(GroupKey key) {
        if (!keys.contains(key)) {
            keys.add(key);
        }
    }

    /** What a datagram says; nothing if it is none, or was forged. */
    public Optional<Message> read(byte[] datagram) {
        Optional<Message> known = read.get(datagram);
        if (known == null) {
            known = look(datagram);
            read.put(datagram, known);
        }
        return known;
    }

    /**
     * A sealed datagram that was opened.
     *
     * @param subkey with what it was sealed
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Opened(Header header, SecretKey subkey, byte[] message) {}

    private Optional<Message> look(byte[] datagram) {
        if (!(Datagrams.begin(datagram) instanceof Datagrams.Headed headed)) {
            return Optional.empty();
        }
        Header header = headed.header();
        if (!header.isSealed()) {
            return message(header, datagram, header.bytes());
        }
        return open(header, datagram).flatMap(opened -> message(header, opened.message(), 0));
    }

    /** What is in a sealed datagram; nothing if no key here is its own. */
    Optional<Opened> open(Header header, byte[] datagram) {
        List<SecretKey> tried = subkeys.computeIfAbsent(header.sender(), any -> new ArrayList<>());
        for (SecretKey subkey : candidates(header, tried)) {
            Optional<byte[]> opened = gcm.open(subkey, header.counter(), datagram, header.bytes());
            if (opened.isPresent()) {
                tried.remove(subkey);
                tried.add(0, subkey);
                return Optional.of(new Opened(header, subkey, opened.get()));
            }
        }
        return Optional.empty();
    }

    private List<SecretKey> candidates(Header header, List<SecretKey> known) {
        List<SecretKey> candidates = new ArrayList<>(known);
        if (header.salt().length > 0) {
            keys.stream()
                    .filter(key -> key.id() == header.keyId())
                    .map(key -> Gcm.subkey(key, header.sender(), header.groupTag(), header.salt()))
                    .filter(subkey -> !known.contains(subkey))
                    .forEach(candidates::add);
        }
        return candidates;
    }

    private static Optional<Message> message(Header header, byte[] bytes, int from) {
        return Datagrams.decode(header, bytes, from) instanceof Datagrams.Ok ok
                ? Optional.of(ok.message())
                : Optional.empty();
    }

    /** For people. */
    String describe(byte[] datagram) {
        String what = read(datagram)
                .map(message -> message.getClass().getSimpleName())
                .orElse("something unreadable");
        return what + " of " + datagram.length + " bytes";
    }
}

package dev.kith.lab;

import dev.kith.trust.Gcm;
import dev.kith.trust.GroupKey;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import java.util.Optional;
import javax.crypto.SecretKey;

/** Datagrams of a closed group, of whatever sender, sealed with whatever key. */
final class Sealed {
    private final Gcm gcm = new Gcm();
    private final GroupKey key;

    Sealed(GroupKey key) {
        this.key = key;
    }

    /** With the salt in its header. */
    byte[] salted(Header open, byte[] salt, Message message) {
        return sealed(head(open, salt), salt, message);
    }

    /** With a salt that is to be known. */
    byte[] saltless(Header open, byte[] salt, Message message) {
        return sealed(head(open, new byte[0]), salt, message);
    }

    /** What such a datagram says, if its salt is in its header and its key is this one. */
    Optional<Message> open(byte[] datagram) {
        if (!(Datagrams.begin(datagram) instanceof Datagrams.Headed headed)
                || headed.header().salt().length == 0) {
            return Optional.empty();
        }
        Header header = headed.header();
        return gcm.open(subkey(header, header.salt()), header.counter(), datagram, header.bytes())
                .flatMap(bytes -> Datagrams.decode(header, bytes, 0) instanceof Datagrams.Ok ok
                        ? Optional.of(ok.message())
                        : Optional.empty());
    }

    private Header head(Header open, byte[] salt) {
        return Header.sealed(key.id(), open.groupTag(), open.sender(), open.counter(), salt);
    }

    private byte[] sealed(Header header, byte[] salt, Message message) {
        return gcm.seal(subkey(header, salt), header.counter(), Datagrams.encode(header), Datagrams.encode(message));
    }

    private SecretKey subkey(Header header, byte[] salt) {
        return Gcm.subkey(key, header.sender(), header.groupTag(), salt);
    }
}

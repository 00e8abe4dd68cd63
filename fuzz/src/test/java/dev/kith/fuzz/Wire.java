package dev.kith.fuzz;

import dev.kith.node.Input;
import dev.kith.node.Node;
import dev.kith.peer.PeerId;
import dev.kith.roster.NodeRecord;
import dev.kith.trust.Access;
import dev.kith.trust.Identity;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import dev.kith.wire.Records;
import java.util.Map;
import java.util.Optional;

/** How what is said here becomes bytes and is read again: nothing else of this module knows. */
final class Wire {
    private Wire() {}

    /** Who says what, if a datagram is of this protocol at all. */
    static Optional<Datagrams.Ok> read(byte[] datagram) {
        return Datagrams.decode(datagram) instanceof Datagrams.Ok ok ? Optional.of(ok) : Optional.empty();
    }

    static byte[] bytes(Datagrams.Ok said) {
        return Datagrams.encode(said.header(), said.message());
    }

    /** A twin's word, signed, as it stands behind that header. */
    static Message.Twin signed(Header header, Message.Twin word, Identity identity) {
        return new Message.Twin(
                word.nonce(),
                word.answers(),
                word.age(),
                word.incarnation(),
                word.goodbyeHash(),
                word.standing(),
                identity.sign(Datagrams.signedPart(header, word)));
    }

    static Optional<NodeRecord> readRecord(byte[] bytes) {
        return Records.decode(bytes) instanceof Records.Ok ok ? Optional.of(ok.record()) : Optional.empty();
    }

    /** What is signed of a record that says this; nothing if it would be too long. */
    static Optional<byte[]> signedPart(PeerId id, long incarnation, long version, NodeRecord.Content content) {
        try {
            return Optional.of(
                    Records.signedPart(new NodeRecord(id, incarnation, version, new byte[0], any -> content)));
        } catch (IllegalArgumentException tooLong) {
            return Optional.empty();
        }
    }

    static byte[] join(byte[] signedPart, byte[] signature) {
        return Records.join(signedPart, signature);
    }

    static byte[] signed(byte[] part, Identity identity) {
        return Records.join(part, identity.sign(part));
    }

    static Input.Join join(String group, String name, Access access) {
        return new Input.Join(group, Node.about(name, Map.of(), Map.of()), access);
    }
}

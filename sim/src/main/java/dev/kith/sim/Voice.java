package dev.kith.sim;

import dev.kith.wire.Header;
import java.util.Optional;

/** What becomes of a node's words before they leave its host, and of those of others before they reach it. */
interface Voice {
    /** The words as they are. */
    Voice PLAIN = datagram -> datagram;

    /** Another version in the header: whoever does not speak it understands nothing, and is not understood. */
    Voice NEXT = new Voice() {
        @Override
        public byte[] says(byte[] datagram) {
            byte[] next = datagram.clone();
            next[VERSION_AT] = Header.VERSION + 1;
            return next;
        }

        @Override
        public byte[] hears(byte[] datagram) {
            byte[] heard = datagram.clone();
            if (heard.length > VERSION_AT) {
                heard[VERSION_AT] ^= Header.VERSION ^ (Header.VERSION + 1);
            }
            return heard;
        }
    };

    /** Where the version stands in a datagram. */
    int VERSION_AT = 2;

    byte[] says(byte[] datagram);

    /** Who speaks so, if that one lies. */
    default Optional<Liar> liar() {
        return Optional.empty();
    }

    default byte[] hears(byte[] datagram) {
        return datagram;
    }
}

package dev.kith.wire;

import dev.kith.peer.Endpoint;
import dev.kith.peer.History;
import dev.kith.peer.PeerId;
import dev.kith.peer.PeerReference;
import dev.kith.roster.IdRange;
import dev.kith.watch.Finding;
import java.util.List;
import java.util.Optional;

/** What a node says to others. Sealed: a new kind has to be given its bytes before anything compiles. */
@SuppressWarnings("ArrayRecordComponent") // messages are compared by nobody but tests, which compare their bytes
public sealed interface Message {
    /** How much the sender knows: how many nodes with itself, and the fingerprint of them. */
    record View(int count, long fingerprint) {}

    /**
     * Here I am, or: this of me is new. To all at once, or to one.
     *
     * @param view what the sender knows
     * @param round which announcement of its burst, from 0; 255 for one outside a burst
     * @param record its signed record
     */
    record Announce(View view, int round, byte[] record) implements Message {}

    /**
     * I know something else than you: ask me, with this cookie. As long as a {@link Pull}, which it so pays for
     * at an address that has not proven itself yet.
     *
     * @param view what the sender knows
     * @param cookie proves, when it comes back, that the asker hears at its address
     * @param answers the counter of the datagram that it answers
     */
    record Welcome(View view, long cookie, long answers) implements Message {}

    /**
     * Give me the records of the ids whose first 64 bits are behind {@code after} and up to {@code upTo}, unsigned.
     *
     * @param cookie as welcomed with; any other is answered by a new {@link Welcome}
     * @param nonce comes back in the {@link Page}
     * @param after exclusive
     * @param upTo inclusive
     */
    record Pull(long cookie, int nonce, long after, long upTo) implements Message {}

    /**
     * Records, in the order of their ids.
     *
     * @param answers the nonce of the pull
     * @param after as it was asked
     * @param upTo up to where this page is complete; short of what was asked when there is more
     * @param records signed records, as they came
     */
    record Page(int answers, long after, long upTo, List<byte[]> records) implements Message {
        /** Copies the list. */
        public Page {
            records = List.copyOf(records);
        }
    }

    /**
     * Where does your view of these ids differ?
     *
     * @param nonce comes back in the {@link Compared}
     * @param range which ids
     * @param sums of each of its {@value IdRange#PARTS} parts, the fingerprints of all that the sender holds to be there, by exclusive or
     */
    record Compare(int nonce, IdRange range, List<Long> sums) implements Message {
        /** Copies the list. */
        public Compare {
            sums = List.copyOf(sums);
        }
    }

    /**
     * There; shorter than the question.
     *
     * @param answers the nonce of the {@link Compare}
     * @param range as it was asked
     * @param counts of each of its {@value IdRange#PARTS} parts, how many the sender holds to be there, or -1 where the views are the same
     */
    record Compared(int answers, IdRange range, List<Integer> counts) implements Message {
        /** Copies the list. */
        public Compared {
            counts = List.copyOf(counts);
        }
    }

    /**
     * Are you there?
     *
     * @param nonce comes back in the {@link Ack}
     * @param view what the sender knows
     * @param to where it is sent; takes the room that the answer needs
     */
    record Probe(long nonce, View view, Endpoint to) implements Message {}

    /**
     * I am.
     *
     * @param nonce of the probe
     * @param view what the sender knows
     * @param from where the probe came from, as seen here
     * @param isKnown whether the sender knows a record of the asker that names this address, and may ask it there
     * @param heard the low 16 bits of the counter of the last announcement to all that it heard of the asker, 0 for none
     */
    record Ack(long nonce, View view, Endpoint from, boolean isKnown, int heard) implements Message {}

    /**
     * I leave.
     *
     * @param incarnation which of the sender's lives ends
     * @param secret the hash of it is in the sender's record
     */
    record Goodbye(long incarnation, byte[] secret) implements Message {}

    /**
     * What you said of a peer is old: this is newer.
     *
     * @param record its signed record
     */
    record Newer(byte[] record) implements Message {}

    /**
     * This peer does not answer me: does it answer you?
     *
     * @param nonce comes back in the {@link Vouch}
     * @param subject the peer
     * @param incarnation which of its lives
     * @param version of the record that the sender has of it
     * @param finding what the sender found so far
     */
    record Doubt(long nonce, PeerId subject, long incarnation, long version, Finding finding) implements Message {}

    /**
     * What I found of the peer you asked me about; as long as the question.
     *
     * @param nonce of the {@link Doubt}
     * @param subject the peer
     * @param incarnation which of its lives
     * @param version of the record that the sender has of it
     * @param finding what the sender found
     */
    record Vouch(long nonce, PeerId subject, long incarnation, long version, Finding finding) implements Message {}

    /**
     * To all: this peer does not answer me nor another. Nobody believes it, everybody who knows the peer asks it.
     *
     * @param subject the peer
     * @param incarnation which of its lives
     * @param finding what the sender found
     */
    record Claim(PeerId subject, long incarnation, Finding finding) implements Message {}

    /**
     * To one who may not hear what is said to all: this of a peer is new.
     *
     * @param onward whether others may not have heard it either, so that whoever learns of it passes it on
     * @param record the signed record of the peer
     */
    record Relay(boolean onward, byte[] record) implements Message {}

    /**
     * To one who may not hear what is said to all: a peer said goodbye.
     *
     * @param onward as with a {@link Relay}
     * @param subject the peer
     * @param incarnation which of its lives ended
     * @param secret the hash of it is in the peer's record
     */
    record RelayedGoodbye(boolean onward, PeerId subject, long incarnation, byte[] secret) implements Message {}

    /**
     * Here is the salt that makes my key, in the header: of closed groups only.
     *
     * @param unopened the counter of what could not be opened for want of the other's, which is to tell it; 0 if it need not
     */
    record Salt(long unopened) implements Message {}

    /**
     * I cannot reach this peer, which you can: tell each of us where you see the other.
     *
     * @param subject the peer
     */
    record Introduce(PeerId subject) implements Message {}

    /**
     * A peer wants to be reached, and I see it there: try it now, as it does you.
     *
     * @param subject the peer
     * @param at where
     */
    record Meet(PeerId subject, Endpoint at) implements Message {}

    /**
     * You are not where your record says: are you the one? As long as the answer, which it so pays for.
     *
     * @param nonce comes back in the {@link Here}
     * @param about the counter of what was heard from there, which shows that the asker hears who is asked; 0 for nothing
     */
    record Where(long nonce, long about) implements Message {}

    /**
     * I am: signed over the nonce, both ids and where the question came from, so that nobody between can have passed it on.
     *
     * @param nonce of the {@link Where}
     * @param from where that came from, as seen here
     * @param signature with the key of the sender's record
     */
    record Here(long nonce, Endpoint from, byte[] signature) implements Message {}

    /**
     * Pass this on to a peer that I cannot reach.
     *
     * @param to the peer
     * @param datagram a whole one of the sender's: a {@link Probe} or an {@link Ack}
     */
    record Forward(PeerId to, byte[] datagram) implements Message {}

    /**
     * A peer that cannot reach you said this.
     *
     * @param datagram a whole one of that peer's
     */
    record Forwarded(byte[] datagram) implements Message {}

    /**
     * I hold the key of this id, too: signed with it over the whole datagram, so that nobody else can say it.
     *
     * @param nonce what the other has to answer, 0 for nothing
     * @param answers the nonce of the other, 0 for none
     * @param age for how many milliseconds the sender has run
     * @param incarnation of the sender's record
     * @param goodbyeHash of the sender's record: tells its life from all others with that key
     * @param standing which of the two stays
     * @param signature over all before it; empty until there is one
     */
    record Twin(
            long nonce,
            long answers,
            long age,
            long incarnation,
            byte[] goodbyeHash,
            Standing standing,
            byte[] signature)
            implements Message {}

    /** What one that shares its identity with another says of the two. */
    enum Standing {
        /** Nothing is decided. */
        OPEN,
        /** The sender stays. */
        STAYS,
        /** The sender has given the identity up. */
        YIELDS
    }

    /**
     * What became of the peer that is meant, and why? To one member after the other.
     *
     * @param nonce comes back in each {@link Because}
     * @param peer who is meant, as a person typed it
     */
    record Why(long nonce, PeerReference peer) implements Message {}

    /**
     * What the sender saw of the peer that it was asked after: one page of it. Where several are meant there is a page for each,
     * without changes.
     *
     * @param nonce of the {@link Why}
     * @param page which page, from 0
     * @param pages how many there are, 1 to {@value #MAX_PAGES}
     * @param history the changes of this page, the oldest first; nothing if the sender knows nobody who is meant
     */
    record Because(long nonce, int page, int pages, Optional<History> history) implements Message {
        /** The most pages of one answer: as many as the longest history takes. */
        public static final int MAX_PAGES = 16;
    }
}

package dev.kith.trust;

/** What a datagram of a closed group is to a node. */
public sealed interface Opened {
    /**
     * A message of somebody who has the key.
     *
     * @param bytes the message, no longer sealed
     * @param isCopy whether it came before: by another interface, or because somebody repeats it
     * @param isNewLife whether it is the first of its sender with that salt
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Message(byte[] bytes, boolean isCopy, boolean isNewLife) implements Opened {}

    /** Why it says nothing here. */
    enum Refused implements Opened {
        /** Nobody here has the key that it names. */
        OTHER_KEY("other key"),
        /** Its salt is not known: who sent it has to be asked for it. */
        UNKNOWN_SALT("unknown salt"),
        /** It came before, or may have. */
        REPLAYED("replayed"),
        /** The tag is not right: another key of the same id, or it was altered. */
        WRONG("seal");

        private final String reason;

        Refused(String reason) {
            this.reason = reason;
        }

        /** For the count of what was not believed. */
        public String reason() {
            return reason;
        }
    }
}

package dev.kith.watch;

import dev.kith.peer.PeerId;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is held against one peer, by this node and by others; of thousands that are there hardly any has one. */
final class Case {
    private static final int MAX_WORDS = 8;

    /** How many rounds of questions it has not answered in a row, and when the first of them was asked. */
    int silences;

    long silentSince = Subject.NEVER;
    /** Lost, and asked again since another asks after it. */
    boolean lookedAfter;

    /** When it was found lost last. */
    long lostAt = Subject.NEVER;

    /** How often it was found so again, though something spoke for it. */
    int looks;

    long lastShared = Subject.NEVER;
    long unaskableSince = Subject.NEVER;
    long vouchedUntil = Subject.NEVER;
    /** What the kernel tells of its silence: SILENT for nothing, STALLED or GONE. */
    Finding kernel = Finding.SILENT;

    /** When it told that last. */
    long kernelSpoke = Subject.NEVER;

    /** Whether another node answers where it was. */
    boolean replaced;

    /** The silences since the kernel told something. */
    int silencesSinceKernel;

    /** What others say who asked after it, too. */
    Map<PeerId, Finding> words = Map.of();

    /** Those of them that were said to this node alone, when it asked: nobody else can have said them. */
    Map<PeerId, Finding> vouches = Map.of();

    void missed(long asked) {
        if (silences++ == 0) {
            silentSince = asked;
        }
        if (kernel != Finding.SILENT) {
            silencesSinceKernel++;
        }
    }

    /** For what those alone say who were asked there always is. */
    boolean hasRoomFor(PeerId speaker, boolean isAnswer) {
        return isAnswer || words.size() < MAX_WORDS || words.containsKey(speaker);
    }

    void said(PeerId speaker, Finding finding, boolean isAnswer) {
        if (words.size() == MAX_WORDS && !words.containsKey(speaker)) {
            forgetOne();
        }
        words = with(words, speaker, finding);
        if (isAnswer) {
            vouches = with(vouches, speaker, finding);
        }
    }

    /** The oldest, of those first who were not asked. */
    private void forgetOne() {
        PeerId oldest = words.keySet().stream()
                .filter(speaker -> !vouches.containsKey(speaker))
                .findFirst()
                .orElseGet(() -> words.keySet().iterator().next());
        words = without(words, oldest);
        vouches = without(vouches, oldest);
    }

    private static Map<PeerId, Finding> without(Map<PeerId, Finding> words, PeerId speaker) {
        Map<PeerId, Finding> fewer = new LinkedHashMap<>(words);
        fewer.remove(speaker);
        return fewer;
    }

    private static Map<PeerId, Finding> with(Map<PeerId, Finding> words, PeerId speaker, Finding finding) {
        Map<PeerId, Finding> more = new LinkedHashMap<>(words);
        more.put(speaker, finding);
        return more;
    }
}

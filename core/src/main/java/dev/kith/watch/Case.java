package dev.kith.watch;

import dev.kith.peer.PeerId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is held against one peer, by this node and by others; of thousands that are there hardly any has one. */
final class Case {
    private static final int MAX_WORDS = 8;
    /** Whoever goes on to find so says so again every two seconds. */
    private static final long WORD_LASTS = 5_000_000_000L;

    /** A word, and when it came. */
    record Said(Finding finding, long at) {
        /** It is of another silence than this one; but that a peer was given up is said once. */
        boolean isOver(long silentSince, long now) {
            return finding != Finding.LOST && now - at >= WORD_LASTS && at < silentSince;
        }
    }

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
    Map<PeerId, Said> words = Map.of();

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

    void said(Word word, long now) {
        PeerId speaker = word.speaker();
        if (words.size() == MAX_WORDS && !words.containsKey(speaker)) {
            forgetOne();
        }
        words = with(words, speaker, new Said(word.finding(), now));
        if (word.isAnswer()) {
            vouches = with(vouches, speaker, word.finding());
        }
    }

    /** What was said too long ago to be so still. */
    void forgetOver(long now) {
        List.copyOf(words.entrySet()).stream()
                .filter(word -> word.getValue().isOver(silentSince, now))
                .forEach(word -> forget(word.getKey()));
    }

    /** The oldest, of those first who were not asked. */
    private void forgetOne() {
        PeerId oldest = words.keySet().stream()
                .filter(speaker -> !vouches.containsKey(speaker))
                .findFirst()
                .orElseGet(() -> words.keySet().iterator().next());
        forget(oldest);
    }

    private void forget(PeerId speaker) {
        words = without(words, speaker);
        vouches = without(vouches, speaker);
    }

    private static <T> Map<PeerId, T> without(Map<PeerId, T> words, PeerId speaker) {
        Map<PeerId, T> fewer = new LinkedHashMap<>(words);
        fewer.remove(speaker);
        return fewer;
    }

    private static <T> Map<PeerId, T> with(Map<PeerId, T> words, PeerId speaker, T word) {
        Map<PeerId, T> more = new LinkedHashMap<>(words);
        more.put(speaker, word);
        return more;
    }
}

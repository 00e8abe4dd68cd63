package dev.kith.watch;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known of one peer by asking it, and by asking others after it. */
final class Subject {
    static final long NEVER = Long.MIN_VALUE / 2;
    private static final int MAX_WORDS = 8;

    final PeerId id;
    final RoundTrip roundTrip = new RoundTrip();
    /** Where it was asked in this round, and has not answered. */
    final List<Endpoint> silent = new ArrayList<>();

    /** Whether it is for this node to watch it. */
    boolean target;

    boolean waits;
    boolean suspected;
    boolean lost;
    /** How many rounds of questions it has not answered in a row, and when the first of them was asked. */
    int silences;

    long silentSince = NEVER;
    /** Lost, and asked again since another asks after it. */
    boolean lookedAfter;

    /** When it was found lost last. */
    long lostAt = NEVER;

    long lastAsked = NEVER;
    long lastAnswer = NEVER;
    long lastShared = NEVER;
    long unaskableSince = NEVER;
    long vouchedUntil = NEVER;
    /** What the kernel tells of its silence: SILENT for nothing, STALLED or GONE. */
    Finding kernel = Finding.SILENT;

    /** Whether another node answers where it was. */
    boolean replaced;

    /** The silences since the kernel told something. */
    int silencesSinceKernel;

    /** What others say who asked after it, too. */
    private final Map<PeerId, Finding> words = new LinkedHashMap<>();

    /** Those of them that were said to this node alone, when it asked: nobody else can have said them. */
    private final Map<PeerId, Finding> vouches = new LinkedHashMap<>();

    Subject(PeerId id) {
        this.id = id;
    }

    void said(PeerId speaker, Finding finding, boolean isAnswer) {
        if (words.size() < MAX_WORDS || words.containsKey(speaker)) {
            words.put(speaker, finding);
            if (isAnswer) {
                vouches.put(speaker, finding);
            }
        }
    }

    /** How many of those whom this node asked gave it up. */
    long givenUpBy() {
        return vouches.values().stream().filter(vouch -> vouch == Finding.LOST).count();
    }

    /** How many others say this or something worse. */
    long saying(Finding atLeast) {
        return words.values().stream()
                .filter(word -> word.compareTo(atLeast) >= 0)
                .count();
    }

    /** Those who found it silent, too. */
    List<PeerId> others() {
        return words.entrySet().stream()
                .filter(word -> word.getValue() != Finding.HEARS)
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean outvoted() {
        return words.containsValue(Finding.HEARS) && words.size() - others().size() >= others().size();
    }

    /** Whether an answer is awaited, or did not come. */
    boolean isAsked() {
        return waits || silences > 0;
    }

    boolean isDoubted() {
        return silences > 0 || words.values().stream().anyMatch(word -> word != Finding.HEARS);
    }

    boolean everAnswered() {
        return lastAnswer != NEVER;
    }

    void missed() {
        if (silences++ == 0) {
            silentSince = lastAsked;
        }
        if (kernel != Finding.SILENT) {
            silencesSinceKernel++;
        }
        waits = false;
    }

    /** Whatever was held against it counts no more. */
    void clear() {
        silences = 0;
        silentSince = NEVER;
        kernel = Finding.SILENT;
        silencesSinceKernel = 0;
        replaced = false;
        unaskableSince = NEVER;
        lastShared = NEVER;
        words.clear();
        vouches.clear();
        waits = false;
        lookedAfter = false;
        silent.clear();
    }
}

package dev.kith.cli;

import java.util.Collection;
import java.util.List;

/** Finds what was meant by a word with a typing error. */
final class Spelling {
    /** Of so many letters, one may be wrong, and always one. */
    private static final int LETTERS_FOR_AN_ERROR = 3;

    private Spelling() {}

    /** The words that are nearest to what was typed, if any is near; none if it is one of them. */
    static List<String> nearest(String typed, Collection<String> words) {
        int allowed = Math.max(1, typed.replaceFirst("^-+", "").length() / LETTERS_FOR_AN_ERROR);
        int least = words.stream().mapToInt(word -> errors(typed, word)).min().orElse(Integer.MAX_VALUE);
        return least > allowed || least == 0
                ? List.of()
                : words.stream()
                        .filter(word -> errors(typed, word) == least)
                        .sorted()
                        .toList();
    }

    /** Letters missing, added, wrong, or two in a row the wrong way round: the distance of Damerau (CACM 7, 1964), restricted. */
    static int errors(String typed, String word) {
        int[][] errors = new int[typed.length() + 1][word.length() + 1];
        for (int i = 0; i <= typed.length(); i++) {
            for (int j = 0; j <= word.length(); j++) {
                if (i == 0 || j == 0) {
                    errors[i][j] = i + j;
                    continue;
                }
                boolean same = typed.charAt(i - 1) == word.charAt(j - 1);
                errors[i][j] = Math.min(
                        errors[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(errors[i - 1][j], errors[i][j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && typed.charAt(i - 1) == word.charAt(j - 2)
                        && typed.charAt(i - 2) == word.charAt(j - 1);
                if (swapped) {
                    errors[i][j] = Math.min(errors[i][j], errors[i - 2][j - 2] + 1);
                }
            }
        }
        return errors[typed.length()][word.length()];
    }
}

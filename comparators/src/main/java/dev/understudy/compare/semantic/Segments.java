package dev.understudy.compare.semantic;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in pieces that a model can read whole: sentences and lines, joined while they fit. Bounded.
 *
 * @param texts not blank, in order
 * @param cut whether there is more text than pieces
 */
record Segments(List<String> texts, boolean cut) {
    Segments {
        texts = List.copyOf(texts);
    }

    static Segments of(String text, int mostWords, int mostSegments) {
        return new Cutter(text, mostWords, mostSegments).cut();
    }

    /** Walks over the text once. */
    private static final class Cutter {
        private static final int MOST_CHARACTERS_A_WORD = 8;

        private final String text;
        private final int mostWords;
        private final int mostCharacters;
        private final int mostSegments;
        private final List<String> segments = new ArrayList<>();
        private int start;
        private int words;
        /** Behind the last sentence that the piece holds whole; the start while there is none. */
        private int lastEnd;

        private int wordsAtLastEnd;

        Cutter(String text, int mostWords, int mostSegments) {
            this.text = text;
            this.mostWords = mostWords;
            this.mostCharacters = mostWords * MOST_CHARACTERS_A_WORD;
            this.mostSegments = mostSegments;
        }

        Segments cut() {
            boolean inWord = false;
            for (int i = 0; i < text.length(); i++) {
                if (segments.size() == mostSegments) {
                    break;
                }
                if (Character.isLowSurrogate(text.charAt(i))) {
                    // Counted with its first half, from which it is not parted.
                    continue;
                }
                boolean letter = !Character.isWhitespace(text.charAt(i));
                // Scripts without spaces have about a word in each character.
                words += (letter && !inWord) || text.charAt(i) >= 0x3040 ? 1 : 0;
                inWord = letter;
                if (words > mostWords || i - start > mostCharacters) {
                    breakBefore(i);
                }
                if (endsSentence(i)) {
                    lastEnd = i + 1;
                    wordsAtLastEnd = words;
                }
            }
            if (segments.size() == mostSegments) {
                return new Segments(segments, !text.substring(start).isBlank());
            }
            add(text.length());
            return new Segments(segments, false);
        }

        private boolean endsSentence(int at) {
            char unit = text.charAt(at);
            boolean stop = unit == '.' || unit == '!' || unit == '?';
            return unit == '\n'
                    || unit == '。'
                    || (stop && at + 1 < text.length() && Character.isWhitespace(text.charAt(at + 1)));
        }

        private void breakBefore(int at) {
            boolean whole = lastEnd > start;
            int left = whole ? words - wordsAtLastEnd : 1;
            add(whole ? lastEnd : at);
            words = left;
        }

        private void add(int end) {
            String piece = text.substring(start, end).strip();
            if (!piece.isEmpty()) {
                segments.add(piece);
            }
            start = end;
            lastEnd = end;
            wordsAtLastEnd = 0;
        }
    }
}

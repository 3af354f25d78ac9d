package dev.understudy.privacy;

import java.util.ArrayList;
import java.util.List;

/**
 * Replacements in one text, in order and without overlap, and the text with them. Further replacements in that text become
 * replacements in the first one, so that several rounds give one list. One thread.
 */
final class Edits {
    private final String original;
    private List<Match> edits = List.of();
    private String current;

    Edits(String original) {
        this.original = original;
        this.current = original;
    }

    /** The original text itself while there are none. */
    String text() {
        return current;
    }

    /** In the original's places. */
    List<Match> list() {
        return edits;
    }

    /** @param further in the present text, in order, without overlap, each with a replacement */
    void then(List<Match> further) {
        if (further.isEmpty()) {
            return;
        }
        edits = edits.isEmpty() ? List.copyOf(further) : merged(further);
        current = applied();
    }

    private String applied() {
        StringBuilder text = new StringBuilder(original.length() + 64);
        int copied = 0;
        for (Match edit : edits) {
            text.append(original, copied, edit.start()).append(edit.replacement());
            copied = edit.end();
        }
        return text.append(original, copied, original.length()).toString();
    }

    /** Those of before which new ones touch become one with them. */
    private List<Match> merged(List<Match> further) {
        List<Match> merged = new ArrayList<>();
        int next = 0;
        int shift = 0; // from a place in the original to the same place in the present text, behind the edits passed
        int index = 0;
        while (index < further.size()) {
            Match first = further.get(index);
            while (next < edits.size() && presentEnd(edits.get(next), shift) <= first.start()) {
                Match passed = edits.get(next++);
                merged.add(passed);
                shift += growth(passed);
            }
            int from = first.start();
            int to = first.end();
            int before = shift;
            int firstOfCluster = index++;
            boolean grown = true;
            while (grown) {
                grown = false;
                if (next < edits.size() && edits.get(next).start() + shift < to) {
                    Match touched = edits.get(next++);
                    from = Math.min(from, touched.start() + shift);
                    to = Math.max(to, presentEnd(touched, shift));
                    shift += growth(touched);
                    grown = true;
                } else if (index < further.size() && further.get(index).start() < to) {
                    to = Math.max(to, further.get(index++).end());
                    grown = true;
                }
            }
            String replacement = applied(further.subList(firstOfCluster, index), from, to);
            merged.add(new Match(from - before, to - shift, first.kind(), first.label(), replacement));
        }
        merged.addAll(edits.subList(next, edits.size()));
        return merged;
    }

    /** A stretch of the present text with these replacements in it. */
    private String applied(List<Match> further, int from, int to) {
        StringBuilder text = new StringBuilder();
        int copied = from;
        for (Match one : further) {
            text.append(current, copied, one.start()).append(one.replacement());
            copied = one.end();
        }
        return text.append(current, copied, to).toString();
    }

    private static int length(Match edit) {
        return String.valueOf(edit.replacement()).length();
    }

    private static int growth(Match edit) {
        return length(edit) - (edit.end() - edit.start());
    }

    private static int presentEnd(Match edit, int shift) {
        return edit.start() + shift + length(edit);
    }
}

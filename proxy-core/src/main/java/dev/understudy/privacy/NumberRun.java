package dev.understudy.privacy;

/** Groups of digits with one gap character between them, as they stand in a text. */
final class NumberRun {
    static final int MOST_GROUPS = 12;
    private static final int MOST_DIGITS = 40;

    final Text text;
    private final int[] starts = new int[MOST_GROUPS];
    private final int[] ends = new int[MOST_GROUPS];
    private int groups;

    private NumberRun(Text text) {
        this.text = text;
    }

    /** @param start the first digit */
    static NumberRun read(Text text, int start) {
        NumberRun run = new NumberRun(text);
        int digits = 0;
        int at = start;
        while (run.groups < MOST_GROUPS && digits < MOST_DIGITS) {
            int end = at;
            while (Characters.isDigit(text.at(end)) && end - at < MOST_DIGITS) {
                end++;
            }
            if (run.groups > 0 && isOfSomethingElse(text, at, end)) {
                break;
            }
            run.starts[run.groups] = at;
            run.ends[run.groups++] = end;
            digits += end - at;
            if (!Characters.isGroupGap(text.at(end)) || !Characters.isDigit(text.at(end + 1))) {
                break;
            }
            at = end + 1;
        }
        return run;
    }

    /** Behind a space, digits that go on as a word, a time, a date or an address belong to that. */
    private static boolean isOfSomethingElse(Text text, int start, int end) {
        char gap = text.at(start - 1);
        if (gap == '-' || gap == '.' || gap == '/') {
            return false;
        }
        char next = text.at(end);
        boolean joint = next == ':' || next == '-' || next == '.' || next == '/';
        return Characters.isWord(next) && next != 'x' || next == '@' || joint && isPart(next, text.at(end + 1));
    }

    private static boolean isPart(char joint, char next) {
        return Characters.isDigit(next) || joint == ':' && (next == ':' || Characters.isHex(next));
    }

    int groups() {
        return groups;
    }

    int start() {
        return starts[0];
    }

    int end(int count) {
        return ends[count - 1];
    }

    int length(int group) {
        return ends[group] - starts[group];
    }

    int groupStart(int group) {
        return starts[group];
    }

    int digits(int count) {
        int digits = 0;
        for (int i = 0; i < count; i++) {
            digits += length(i);
        }
        return digits;
    }

    /** The gap behind a group. */
    char gap(int group) {
        return text.at(ends[group]);
    }

    /** Whether the first groups have one and the same gap between them. */
    boolean uniform(int count) {
        for (int i = 1; i < count - 1; i++) {
            if (gap(i) != gap(0)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the groups have exactly these lengths. */
    boolean shaped(int... lengths) {
        if (groups < lengths.length) {
            return false;
        }
        for (int i = 0; i < lengths.length; i++) {
            if (length(i) != lengths[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the number ends with these groups: no further group with the same gap, no letter, no joined word. */
    boolean complete(int count) {
        int end = end(count);
        if (!text.endsWord(end) || text.joinedAfter(end) && (count == groups || gap(count - 1) != ' ')) {
            return false;
        }
        return count == groups || count > 1 && gap(count - 1) != gap(0);
    }

    /** Whether the number starts here: no group before it with the same gap. */
    boolean startsHere() {
        char before = text.at(start() - 1);
        boolean continues = groups > 1 && before == gap(0) && Characters.isDigit(text.at(start() - 2));
        return !continues && !text.joinedBefore(start());
    }

    String digitsOf(int count) {
        StringBuilder digits = new StringBuilder(24);
        for (int i = 0; i < count; i++) {
            digits.append(text.string, starts[i], ends[i]);
        }
        return digits.toString();
    }

    /** The text between two places with other digits in it, its gaps as they are. */
    static String withDigits(Text text, int start, int end, CharSequence digits) {
        StringBuilder shaped = new StringBuilder(end - start);
        int next = 0;
        for (int i = start; i < end; i++) {
            char c = text.at(i);
            shaped.append(Characters.isDigit(c) ? digits.charAt(next++) : c);
        }
        return shaped.toString();
    }
}

package dev.understudy.compare.facts;

import java.util.Set;

/** Times of day in one form of 24 hours: {@code 3 pm}, {@code 3:30 p.m.}, {@code 15 Uhr}, {@code 9:05}. Not thread-safe. */
final class ClockTimes {
    /** What may follow "3 am" in an English sentence. In a German one "am" is a preposition, and a noun follows. */
    private static final Set<String> BEHIND = Set.of(
            "and",
            "or",
            "to",
            "on",
            "until",
            "till",
            "tomorrow",
            "today",
            "every",
            "each",
            "daily",
            "for",
            "with",
            "at",
            "utc",
            "gmt",
            "est",
            "edt",
            "et",
            "pst",
            "pdt",
            "pt",
            "cet",
            "cest",
            "local",
            "sharp");

    private final String text;
    private final Facts facts;

    ClockTimes(String text, Facts facts) {
        this.text = text;
        this.facts = facts;
    }

    /** Adds a time that is spelled like that, with what stands behind it from {@code end} on; where to go on, or 0. */
    int read(String spelling, int end) {
        int colon = spelling.indexOf(':');
        int hourEnd = colon < 0 ? spelling.length() : colon;
        boolean clock = hourEnd > 0
                && hourEnd <= 2
                && isNumber(spelling, 0, hourEnd)
                && (colon < 0 || isMinutes(spelling, colon));
        if (!clock && colon <= 0) {
            return 0;
        }
        String hour = spelling.substring(0, hourEnd);
        String rest = colon < 0 ? ":00" : spelling.substring(colon);
        int at = clock ? DateReader.skipSpace(text, end) : end;
        if (clock && KnownWords.stands(text, at, "uhr")) {
            return add(Integer.parseInt(hour), rest, at + 3);
        }
        int half = clock ? halfOfDay(at, at > end && colon < 0) : 0;
        int said = half == 0 ? 0 : Integer.parseInt(hour);
        if (said >= 1 && said <= 12) {
            return add(said % 12 + (half < 0 ? 0 : 12), rest, at + Math.abs(half));
        }
        if (colon <= 0) {
            return 0;
        }
        if (clock && Integer.parseInt(hour) < 24) {
            return add(Integer.parseInt(hour), rest, end);
        }
        facts.add(FactKind.TIME, spelling);
        return end;
    }

    private int add(int hour, String rest, int end) {
        facts.add(FactKind.TIME, (hour < 10 ? "0" : "") + hour + rest);
        return end;
    }

    /** Whether {@code :30} or {@code :30:15} stands there, up to the end. */
    private static boolean isMinutes(String spelling, int colon) {
        int length = spelling.length() - colon;
        return (length == 3 || (length == 6 && spelling.charAt(colon + 3) == ':'))
                && isNumber(spelling, colon + 1, colon + 3)
                && isNumber(spelling, spelling.length() - 2, spelling.length())
                && spelling.charAt(colon + 1) < '6';
    }

    private static boolean isNumber(String spelling, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!NumberSpelling.isDigit(spelling.charAt(i))) {
                return false;
            }
        }
        return to > from;
    }

    /** How long {@code pm} is there, less than 0 for {@code am}; 0 for neither. */
    private int halfOfDay(int at, boolean doubtful) {
        boolean afternoon = text.regionMatches(true, at, "p", 0, 1);
        if (!afternoon && !text.regionMatches(true, at, "a", 0, 1)) {
            return 0;
        }
        boolean points = text.regionMatches(true, at + 1, ".m.", 0, 3);
        int length = points ? 4 : 2;
        boolean letters = text.regionMatches(true, at + 1, "m", 0, 1)
                && (at + 2 >= text.length() || !Character.isLetterOrDigit(text.charAt(at + 2)));
        if (!points && !letters) {
            return 0;
        }
        boolean german = doubtful && !points && text.startsWith("am", at) && !endsThere(at + 2);
        return german ? 0 : afternoon ? length : -length;
    }

    private boolean endsThere(int at) {
        int start = DateReader.skipSpace(text, at);
        int end = start;
        while (end < text.length() && end - start < 10 && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return start == end || BEHIND.contains(text.substring(start, end));
    }
}

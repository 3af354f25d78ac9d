package dev.understudy.compare.facts;

import java.util.List;

/**
 * Reads dates, in figures ({@code 2024-03-05}) and with the month in words ({@code 5th of March}, {@code March 5, 2024}), each in one
 * form. Every look-around is bounded. Not thread-safe.
 */
final class DateReader {
    private static final String[] ORDINALS = {"st", "nd", "rd", "th", "."};

    private final String text;
    private final Facts facts;
    private int consumed;

    DateReader(String text, Facts facts) {
        this.text = text;
        this.facts = facts;
    }

    /** Up to where the last call of {@link #month} read. */
    int consumed() {
        return consumed;
    }

    /**
     * {@code 2024-03-05}, {@code 25/03/2024} and {@code 03/25/2024} in one form, and {@code 5.3.2024}, where the day comes first
     * wherever dates are written with points. {@code 05/03/2024} as it stands: which is the month nobody knows.
     */
    boolean figures(String spelling) {
        int first = separator(spelling, 0);
        int second = first < 0 ? -1 : separator(spelling, first + 1);
        if (second < 0 || separator(spelling, second + 1) >= 0 || spelling.indexOf(',') >= 0) {
            return false;
        }
        int middle = second - first - 1;
        int last = spelling.length() - second - 1;
        String one = spelling.substring(0, first);
        String two = spelling.substring(first + 1, second);
        String three = spelling.substring(second + 1);
        if (first == 4 && middle <= 2 && last <= 2) {
            facts.add(FactKind.DATE, one + '-' + two(two) + '-' + two(three));
            return true;
        }
        if (first <= 2 && middle <= 2 && (last == 4 || last == 2)) {
            facts.add(FactKind.DATE, yearLast(two(one), two(two), three, spelling.charAt(first) == '.'));
            return true;
        }
        return false;
    }

    private static String yearLast(String one, String two, String year, boolean points) {
        boolean month1 = isMonth(one);
        boolean month2 = isMonth(two);
        if (year.length() == 4 && month2 && (points || !month1)) {
            return year + '-' + two + '-' + one;
        }
        if (year.length() == 4 && month1 && !month2) {
            return year + '-' + one + '-' + two;
        }
        return one + '/' + two + '/' + year;
    }

    private static boolean isMonth(String two) {
        return two.compareTo("01") >= 0 && two.compareTo("12") <= 0;
    }

    /** What a date that is written {@code 03/05/2024} can mean, in the form of others; nothing for one that is clear. */
    static List<String> meanings(String date) {
        if (date.length() != 10 || date.charAt(2) != '/') {
            return List.of();
        }
        String one = date.substring(0, 2);
        String two = date.substring(3, 5);
        String year = date.substring(6);
        return List.of(year + '-' + one + '-' + two, year + '-' + two + '-' + one);
    }

    private static int separator(String spelling, int from) {
        for (int i = from; i < spelling.length(); i++) {
            char unit = spelling.charAt(i);
            if (unit == '-' || unit == '/' || unit == '.') {
                return i;
            }
        }
        return -1;
    }

    private static String two(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }

    /** {@code 5 March 2024}, {@code 5th of March}; where to go on, or 0. */
    int dayThenMonth(String day, int end) {
        if (day.length() > 2 || end >= text.length() || " .snrt".indexOf(text.charAt(end)) < 0) {
            return 0;
        }
        int at = end;
        for (String ordinal : ORDINALS) {
            at = at == end && text.startsWith(ordinal, at) ? at + ordinal.length() : at;
        }
        at = skipSpace(text, at);
        at = text.startsWith("of ", at) || text.startsWith("de ", at) ? at + 3 : at;
        int wordEnd = at;
        while (wordEnd < text.length() && wordEnd - at < 12 && Character.isLetter(text.charAt(wordEnd))) {
            wordEnd++;
        }
        int month = KnownWords.month(KnownWords.of(text, at, wordEnd));
        if (month == 0) {
            return 0;
        }
        return withYear(month, day, text.startsWith(".", wordEnd) ? wordEnd + 1 : wordEnd, wordEnd);
    }

    /** {@code March 5, 2024}, {@code March 2024}: whether it is a date, read up to {@link #consumed}. */
    boolean month(int month, int end) {
        int at = skipSpace(text, text.startsWith(".", end) ? end + 1 : end);
        int stop = digits(at);
        int size = stop - at;
        if ((size != 1 && size != 2 && size != 4) || at == end) {
            return false; // "may", "mars": a word like any other
        }
        if (size == 4) {
            facts.add(FactKind.DATE, text.substring(at, stop) + "-" + two("" + month));
            consumed = stop;
            return true;
        }
        String day = text.substring(at, stop);
        for (String ordinal : ORDINALS) {
            stop = ordinal.length() == 2 && text.startsWith(ordinal, stop) ? stop + 2 : stop;
        }
        consumed = withYear(month, day, stop, stop);
        return true;
    }

    /** Adds a date, with the year that may follow at {@code from}; where to go on, which without a year is {@code otherwise}. */
    private int withYear(int month, String day, int from, int otherwise) {
        int after = skipSpace(text, from < text.length() && text.charAt(from) == ',' ? from + 1 : from);
        int year = digits(after);
        boolean hasYear = year - after == 4;
        facts.add(FactKind.DATE, (hasYear ? text.substring(after, year) : "") + "-" + two("" + month) + "-" + two(day));
        return hasYear ? year : otherwise;
    }

    private int digits(int from) {
        int end = from;
        while (end < text.length() && end - from < 6 && NumberSpelling.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Up to three white spaces on one line. */
    static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length()
                && at - from < 3
                && Character.isWhitespace(text.charAt(at))
                && text.charAt(at) != '\n') {
            at++;
        }
        return at;
    }
}

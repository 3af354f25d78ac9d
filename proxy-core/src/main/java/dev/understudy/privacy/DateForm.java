package dev.understudy.privacy;

import org.jspecify.annotations.Nullable;

/**
 * A day as people write it: {@code 2/16/1942}, {@code 16.02.42}, {@code 1942-02-16}, {@code 16 February 1942},
 * {@code Feb 16th, 1942}. Its pseudonym has the same form, another day and month, and a year at most three years away, so that
 * an age stays an age.
 *
 * @param first index of the first word
 * @param last index of the last one
 * @param year index of the year's word, -1 where there is none
 * @param month index of the month's name, -1 where it is a number
 */
record DateForm(int first, int last, int year, int month) {
    private static final String[] NAMES = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };
    private static final int MOST_YEARS = 3;

    /** The day that begins with this word, or null. */
    static @Nullable DateForm at(Words words, int word) {
        if (words.isNumber(word)) {
            DateForm numeric = numeric(words, word);
            return numeric == null ? dayFirst(words, word) : numeric;
        }
        if (isOrdinal(words, word)) {
            return dayFirst(words, word);
        }
        return isMonth(words, word) ? monthFirst(words, word) : null;
    }

    private static @Nullable DateForm numeric(Words words, int word) {
        if (word + 2 >= words.count() || !words.gap(word, "/-.", 1) || !words.gap(word + 1, "/-.", 1)) {
            return null;
        }
        boolean oneKind = words.after(word) == words.after(word + 1);
        if (!oneKind || words.start(word + 1) - words.end(word) != 1 || !isAlone(words, word, word + 2)) {
            return null;
        }
        int a = value(words, word);
        int b = value(words, word + 1);
        int c = value(words, word + 2);
        if (words.length(word) == 4) {
            boolean iso = isYear(a) && b >= 1 && b <= 12 && c >= 1 && c <= 31;
            return iso && words.length(word + 1) <= 2 && words.length(word + 2) <= 2
                    ? new DateForm(word, word + 2, word, -1)
                    : null;
        }
        boolean short2 = words.length(word) <= 2 && words.length(word + 1) <= 2;
        boolean day = a >= 1 && b >= 1 && (a <= 12 && b <= 31 || a <= 31 && b <= 12);
        boolean year = words.length(word + 2) == 4 && isYear(c) || words.length(word + 2) == 2;
        return short2 && day && year ? new DateForm(word, word + 2, word + 2, -1) : null;
    }

    /** Not a part of a longer number. */
    private static boolean isAlone(Words words, int first, int last) {
        char before = words.before(first);
        char after = words.after(last);
        boolean numberBehind =
                last + 1 < words.count() && words.start(last + 1) == words.end(last) + 1 && words.isNumber(last + 1);
        boolean joined = after == '-' || after == '/' || after == '.' && numberBehind;
        return before != '-' && before != '/' && before != '.' && !joined;
    }

    private static @Nullable DateForm dayFirst(Words words, int word) {
        int month = word + 1;
        if (month < words.count() && words.is(month, "of")) {
            month++;
        }
        if (month >= words.count() || !isDay(words, word) || !isMonth(words, month) || !near(words, word, month)) {
            return null;
        }
        boolean year = month + 1 < words.count() && isYearWord(words, month + 1) && near(words, month, month + 1);
        return year ? new DateForm(word, month + 1, month + 1, month) : new DateForm(word, month, -1, month);
    }

    private static @Nullable DateForm monthFirst(Words words, int word) {
        int day = word + 1;
        if (day >= words.count() || !isDay(words, day) || !near(words, word, day)) {
            return null;
        }
        boolean year = day + 1 < words.count() && isYearWord(words, day + 1) && near(words, day, day + 1);
        return year ? new DateForm(word, day + 1, day + 1, word) : new DateForm(word, day, -1, word);
    }

    private static boolean near(Words words, int word, int other) {
        return words.start(other) - words.end(word) <= (other - word == 1 ? 2 : 4);
    }

    private static boolean isMonth(Words words, int word) {
        return words.shape(word) != Words.NUMBER && (words.cues(word) & Lexicon.MONTH) != 0;
    }

    private static boolean isDay(Words words, int word) {
        if (words.isNumber(word)) {
            int day = value(words, word);
            return words.length(word) <= 2 && day >= 1 && day <= 31;
        }
        return isOrdinal(words, word);
    }

    /** Of two digits at most. */
    private static boolean isOrdinal(Words words, int word) {
        return words.length(word) <= 4 && Ordinal.is(words, word);
    }

    private static boolean isYearWord(Words words, int word) {
        return words.isNumber(word) && words.length(word) == 4 && isYear(value(words, word));
    }

    static boolean isYear(int number) {
        return number >= 1880 && number <= 2099;
    }

    /** Large for what no date has. */
    static int value(Words words, int word) {
        int value = 0;
        for (int i = words.start(word); i < words.end(word); i++) {
            int digit = Character.digit(words.text.charAt(i), 10);
            if (digit < 0 || value > 100_000) {
                return Integer.MAX_VALUE;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Always the same for the same day in the same form, and another day than that. */
    String pseudonym(Words words, Kind kind, KeyedPseudonyms pseudonyms) {
        Draw draw = pseudonyms.draw(kind, words.text.substring(words.start(first), words.end(last)));
        String drawn = drawn(words, draw);
        while (drawn == null) {
            drawn = drawn(words, draw);
        }
        return drawn;
    }

    /** Null where every number is the one that it was: names of months can mean the same and be written otherwise. */
    private @Nullable String drawn(Words words, Draw draw) {
        StringBuilder date = new StringBuilder();
        boolean differs = false;
        int copied = words.start(first);
        for (int word = first; word <= last; word++) {
            String own = other(words, word, draw);
            differs |= word != month && !own.equals(words.string(word));
            date.append(words.text, copied, words.start(word)).append(own);
            copied = words.end(word);
        }
        return differs ? date.toString() : null;
    }

    private String other(Words words, int word, Draw draw) {
        if (word == month) {
            return NAMES[draw.below(NAMES.length)];
        }
        if (words.is(word, "of")) {
            return words.string(word);
        }
        int length = words.length(word);
        int value = value(words, word);
        if (word == year) {
            int moved = value + draw.below(2 * MOST_YEARS + 1) - MOST_YEARS;
            return length == 2 ? padded((moved + 100) % 100, 2) : String.valueOf(moved);
        }
        if (!words.isNumber(word)) {
            return Ordinal.other(draw, words.string(word));
        }
        // A number above twelve says which of two is the day.
        int drawn = value > 12 ? 13 + draw.below(16) : 1 + draw.below(length == 1 ? 9 : 12);
        return padded(drawn, length);
    }

    private static String padded(int number, int length) {
        String digits = Integer.toString(number);
        return digits.length() < length ? "0".repeat(length - digits.length()) + digits : digits;
    }
}

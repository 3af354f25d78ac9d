package dev.understudy.privacy;

import org.jspecify.annotations.Nullable;

/**
 * Telephone numbers: international ones (ITU-T E.164), the groups that North America writes, an area in parentheses, a
 * trunk zero with gaps; and any other seven to fifteen digits where the words around them speak of a telephone. Digits in
 * one piece are no telephone number by themselves.
 */
final class Phones {
    private static final int LONGEST = 15;

    private Phones() {}

    /** At a plus sign or an opening parenthesis with a digit behind it. */
    static @Nullable Match signed(Text text, int at, KeyedPseudonyms pseudonyms) {
        if (!text.startsWord(at)) {
            return null;
        }
        return text.at(at) == '+' ? international(text, at, pseudonyms) : area(text, at, pseudonyms);
    }

    /** At the first digit of a number that is nothing stricter. */
    static @Nullable Match find(NumberRun run, KeyedPseudonyms pseudonyms) {
        if (!run.startsHere() || isAmount(run.text.at(run.start() - 1))) {
            return null;
        }
        for (int count = run.groups(); count > 0; count--) {
            if (run.digits(count) <= LONGEST + 2 && run.uniform(count) && ends(run, count) && isNumber(run, count)) {
                String digits = run.digitsOf(count);
                return match(run.text, run.start(), run.end(count), digits, digits.startsWith("00"), pseudonyms);
            }
        }
        return null;
    }

    private static boolean isAmount(char before) {
        return before == '#' || before == '$' || before == '€' || before == '£' || before == '/' || before == '=';
    }

    private static boolean isNumber(NumberRun run, int count) {
        String digits = run.digitsOf(count);
        if (digits.length() < 7 || isDate(run, count)) {
            return false;
        }
        if (digits.startsWith("00")) {
            boolean callable = DialledDigits.isInternational(digits.substring(2));
            return callable && (count > 1 || PhoneContext.speaksOfPhone(run.text, run.start(), run.end(count)));
        }
        return isNorthAmerican(run, count)
                || isTrunk(run, count, digits)
                || isPlain(run, count, digits) && PhoneContext.speaksOfPhone(run.text, run.start(), run.end(count));
    }

    private static boolean isNorthAmerican(NumberRun run, int count) {
        int first = count == 4 && run.shaped(1, 3, 3, 4) && run.text.at(run.start()) == '1' ? 1 : 0;
        boolean groups = first == 1 || count == 3 && run.shaped(3, 3, 4);
        return groups && run.gap(0) != '/' && run.text.at(run.groupStart(first)) >= '2';
    }

    private static boolean isTrunk(NumberRun run, int count, String digits) {
        boolean length = digits.length() >= 9 && digits.length() <= 12;
        return length && count > 1 && count <= 6 && digits.charAt(0) == '0' && run.length(0) >= 2 && run.length(0) <= 5;
    }

    private static boolean isPlain(NumberRun run, int count, String digits) {
        boolean gaps = count == 1 || run.gap(0) != '/' && count <= 6;
        return gaps && digits.length() <= 12 && !run.shaped(3, 2, 4);
    }

    private static boolean isDate(NumberRun run, int count) {
        if (count == 1) {
            boolean century = run.text.has("19", run.start()) || run.text.has("20", run.start());
            return century && run.length(0) == 8;
        }
        return count == 3 && (run.shaped(4, 2, 2) || run.shaped(2, 2, 4));
    }

    /** The number ends here, or with an extension. */
    private static boolean ends(NumberRun run, int count) {
        Text text = run.text;
        int end = run.end(count);
        boolean extension = text.at(end) == 'x' && Characters.isDigit(text.at(end + 1));
        boolean joined = text.joinedAfter(end) && !Characters.isDigit(text.at(end + 1));
        if (!text.endsWord(end) && !extension || joined && !PhoneContext.namesPhone(text, end)) {
            return false;
        }
        return count == run.groups() || count > 1 && run.gap(count - 1) != run.gap(0);
    }

    /** {@code (030) 123-4567}. */
    private static @Nullable Match area(Text text, int open, KeyedPseudonyms pseudonyms) {
        int close = open + 1;
        while (close - open <= 6 && Characters.isDigit(text.at(close))) {
            close++;
        }
        int next = close + 1;
        next += text.at(next) == ' ' || text.at(next) == '-' ? 1 : 0;
        if (text.at(close) != ')' || !Characters.isDigit(text.at(next))) {
            return null;
        }
        NumberRun rest = NumberRun.read(text, next);
        String area = text.piece(open + 1, close);
        for (int count = rest.groups(); count > 0; count--) {
            if (rest.uniform(count) && ends(rest, count) && isWithArea(area, rest, count)) {
                return match(text, open, rest.end(count), area + rest.digitsOf(count), false, pseudonyms);
            }
        }
        return null;
    }

    private static boolean isWithArea(String area, NumberRun rest, int count) {
        int digits = rest.digits(count);
        if (area.charAt(0) == '0') {
            int all = area.length() + digits;
            return area.length() <= 5 && all >= 9 && all <= 12;
        }
        boolean years = rest.shaped(4, 4) && (rest.text.has("19", rest.start()) || rest.text.has("20", rest.start()));
        if (area.length() < 2 || area.length() > 3 || years || isDate(rest, count)) {
            return false;
        }
        return area.length() == 3 && digits == 7 || count > 1 && digits >= 6 && digits <= 8;
    }

    private static @Nullable Match international(Text text, int plus, KeyedPseudonyms pseudonyms) {
        StringBuilder digits = new StringBuilder(LONGEST);
        int end = plus + 1;
        for (int at = end; Characters.isDigit(text.at(at)); at = end + gap(text, end)) {
            if (at > end && isFull(digits, text.at(end))) {
                break;
            }
            int groupEnd = at;
            while (Characters.isDigit(text.at(groupEnd)) && groupEnd - at <= LONGEST) {
                groupEnd++;
            }
            if (digits.length() + groupEnd - at > LONGEST) {
                break;
            }
            digits.append(text.string, at, groupEnd);
            end = groupEnd;
        }
        boolean whole = !Characters.isDigit(text.at(end)) && DialledDigits.isInternational(digits);
        return whole ? match(text, plus, end, digits.toString(), true, pseudonyms) : null;
    }

    /** No country has more digits than this: what follows is something else. */
    private static boolean isFull(CharSequence digits, char gap) {
        return digits.length() == 11 && digits.charAt(0) == '1' || digits.length() >= 12 && gap == ' ';
    }

    /** One or two characters between groups, such as {@code ) } or a hyphen; 0 at the number's end. */
    private static int gap(Text text, int at) {
        int length = 0;
        while (length < 2 && isGap(text.at(at + length))) {
            length++;
        }
        return length;
    }

    private static boolean isGap(char c) {
        return Characters.isGroupGap(c) || c == '(' || c == ')';
    }

    private static Match match(
            Text text, int start, int end, String digits, boolean international, KeyedPseudonyms pseudonyms) {
        String replacement = DialledDigits.fictitious(digits, international, pseudonyms);
        if (replacement == null) {
            return Match.own(start, end, Kind.PHONE);
        }
        return new Match(start, end, Kind.PHONE, NumberRun.withDigits(text, start, end, replacement));
    }
}

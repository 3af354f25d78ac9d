package dev.understudy.compare.facts;

/**
 * Reads what begins with a digit: a date, a time of day, an amount of money, a percentage or a plain number, each in one
 * form whatever its spelling ({@code 1,250.00}, {@code 1 250}, {@code 1250}). Not thread-safe.
 */
final class NumberReader {
    private static final int LONGEST = 40;

    private final String text;
    private final Facts facts;
    private final DateReader dates;
    private final ClockTimes times;
    private final Magnitudes magnitudes;
    private int consumed;

    NumberReader(String text, Facts facts, DateReader dates) {
        this.text = text;
        this.facts = facts;
        this.dates = dates;
        this.times = new ClockTimes(text, facts);
        this.magnitudes = new Magnitudes(text);
    }

    /** @return where to go on */
    int read(int start) {
        int end = start;
        while (end < text.length() && end - start < LONGEST && belongs(end)) {
            end++;
        }
        String spelling = text.substring(start, end);
        if (dates.figures(spelling)) {
            return end;
        }
        int time = times.read(spelling, end);
        if (time > 0) {
            return time;
        }
        int month = dates.dayThenMonth(spelling, end);
        if (month > 0) {
            return month;
        }
        return number(spelling, start, end);
    }

    /** A number that is spelled out, with the magnitude behind it: "two", "two million". */
    void word(String value, int start, int end) {
        int power = magnitudes.word(end);
        consumed =
                power > 0 ? amount(Magnitudes.times(value, power), start, magnitudes.end()) : amount(value, start, end);
    }

    /** Up to where the last call of {@link #word} read. */
    int consumed() {
        return consumed;
    }

    /** A digit, or a separator between digits. */
    private boolean belongs(int at) {
        char unit = text.charAt(at);
        if (NumberSpelling.isDigit(unit)) {
            return true;
        }
        return NumberSpelling.isSeparator(unit)
                && at + 1 < text.length()
                && NumberSpelling.isDigit(text.charAt(at + 1))
                && NumberSpelling.isDigit(text.charAt(at - 1));
    }

    private int number(String spelling, int start, int end) {
        String plain = NumberSpelling.canonical(spelling);
        String value = isNegative(start) ? "-" + plain : plain;
        if (end < text.length() && Character.isLetter(text.charAt(end))) {
            return withLetters(value, start, end);
        }
        int power = magnitudes.word(end);
        if (power > 0) {
            return amount(Magnitudes.times(value, power), start, magnitudes.end());
        }
        int after = DateReader.skipSpace(text, end);
        int percent = percentEnd(after);
        if (percent > 0) {
            facts.add(FactKind.PERCENTAGE, value);
            return percent;
        }
        // A list's own numbering is no fact.
        return isListItem(start, end) ? end : amount(value, start, end);
    }

    /** {@code 30GB}, {@code 3rd}, {@code $5k}: no percentage is written like that. */
    private int withLetters(String value, int start, int end) {
        int power = magnitudes.suffix(end, Currencies.isSymbolBefore(text, start));
        return power > 0 ? amount(Magnitudes.times(value, power), start, magnitudes.end()) : amount(value, start, end);
    }

    /** A number that ends there, with the currency beside it if there is one. */
    private int amount(String value, int start, int end) {
        String currency = Currencies.beside(text, start, DateReader.skipSpace(text, end));
        facts.add(
                currency.isEmpty() ? FactKind.NUMBER : FactKind.MONEY,
                currency.isEmpty() ? value : currency + " " + value);
        return end;
    }

    /** A minus sign before it that nothing stands before. */
    private boolean isNegative(int start) {
        return start > 0
                && (text.charAt(start - 1) == '-' || text.charAt(start - 1) == '−')
                && (start == 1 || Character.isWhitespace(text.charAt(start - 2)));
    }

    /** Where to go on after a percent sign or word; 0 where there is none. */
    private int percentEnd(int after) {
        if (after < text.length() && (text.charAt(after) == '%' || text.charAt(after) == '％')) {
            return after + 1;
        }
        if (KnownWords.stands(text, after, "per cent")) {
            return after + 8;
        }
        return KnownWords.stands(text, after, "percent") || KnownWords.stands(text, after, "prozent") ? after + 7 : 0;
    }

    private boolean isListItem(int start, int end) {
        if (end >= text.length() || (text.charAt(end) != '.' && text.charAt(end) != ')') || end - start > 2) {
            return false;
        }
        int before = start - 1;
        while (before >= 0 && start - before < 12 && " \t*#>".indexOf(text.charAt(before)) >= 0) {
            before--;
        }
        return before < 0 || text.charAt(before) == '\n';
    }
}

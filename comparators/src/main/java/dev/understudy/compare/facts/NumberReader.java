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

    NumberReader(String text, Facts facts, DateReader dates) {
        this.text = text;
        this.facts = facts;
        this.dates = dates;
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
        if (spelling.indexOf(':') > 0) {
            facts.add(FactKind.TIME, spelling);
            return end;
        }
        int month = dates.dayThenMonth(spelling, end);
        if (month > 0) {
            return month;
        }
        return number(spelling, start, end);
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
        String value = (isNegative(start) ? "-" : "") + NumberSpelling.canonical(spelling);
        if (end < text.length() && Character.isLetter(text.charAt(end))) {
            // 30GB, 3rd, 5k: no currency and no percentage is written like that.
            facts.add(FactKind.NUMBER, value);
            return end;
        }
        int after = DateReader.skipSpace(text, end);
        int percent = percentEnd(after);
        if (percent > 0) {
            facts.add(FactKind.PERCENTAGE, value);
            return percent;
        }
        String currency = Currencies.beside(text, start, after);
        if (!currency.isEmpty()) {
            facts.add(FactKind.MONEY, currency + " " + value);
        } else if (!isListItem(start, end)) {
            // A list's own numbering is no fact.
            facts.add(FactKind.NUMBER, value);
        }
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
        boolean word = Currencies.isWord(text, after, "percent")
                || Currencies.isWord(text, after, "per cent")
                || Currencies.isWord(text, after, "prozent");
        return word ? after + 7 : 0;
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

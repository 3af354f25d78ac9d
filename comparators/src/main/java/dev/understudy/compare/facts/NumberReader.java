package dev.understudy.compare.facts;

import dev.understudy.compare.Lexicon;
import java.math.BigDecimal;

/**
 * Reads what begins with a digit: a date, a time of day, an amount of money, a percentage or a plain number, each in one
 * form whatever its spelling ({@code 1,250.00}, {@code 1 250}, {@code 1250}). Not thread-safe.
 */
final class NumberReader {
    private static final int LONGEST = 40;
    private static final String[] ORDINALS = {"st", "nd", "rd", "th", "."};
    private static final String SYMBOLS = "$€£¥₹₽₩₪₺";
    private static final String[] CODES = {"USD", "EUR", "GBP", "JPY", "INR", "RUB", "KRW", "ILS", "TRY"};

    private final String text;
    private final Facts facts;
    private int consumed;

    NumberReader(String text, Facts facts) {
        this.text = text;
        this.facts = facts;
    }

    /** Up to where the last call of {@link #month} read. */
    int consumed() {
        return consumed;
    }

    /** @return where to go on */
    int read(int start) {
        int end = start;
        while (end < text.length() && end - start < LONGEST && belongs(end)) {
            end++;
        }
        String spelling = text.substring(start, end);
        if (date(spelling)) {
            return end;
        }
        if (spelling.indexOf(':') > 0) {
            facts.add(FactKind.TIME, spelling);
            return end;
        }
        int month = dayThenMonth(spelling, end);
        if (month > 0) {
            return month;
        }
        return number(spelling, start, end);
    }

    /** A digit, or a separator between digits. */
    private boolean belongs(int at) {
        char unit = text.charAt(at);
        if (unit >= '0' && unit <= '9') {
            return true;
        }
        return isSeparator(unit)
                && at + 1 < text.length()
                && isDigit(text.charAt(at + 1))
                && isDigit(text.charAt(at - 1));
    }

    private static boolean isSeparator(char unit) {
        return switch (unit) {
            case '.', ',', ':', '/', '-', '\'', '’', '\u00A0', '\u202F' -> true;
            default -> false;
        };
    }

    private static boolean isDigit(char unit) {
        return unit >= '0' && unit <= '9';
    }

    /** {@code 2024-03-05}, and {@code 05/03/2024} or {@code 5.3.2024} as they stand: which is the month nobody knows. */
    private boolean date(String spelling) {
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
            facts.add(FactKind.DATE, two(one) + '/' + two(two) + '/' + three);
            return true;
        }
        return false;
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
    private int dayThenMonth(String day, int end) {
        if (day.length() > 2 || end >= text.length() || " .snrt".indexOf(text.charAt(end)) < 0) {
            return 0;
        }
        int at = end;
        for (String ordinal : ORDINALS) {
            at = at == end && text.startsWith(ordinal, at) ? at + ordinal.length() : at;
        }
        at = skipSpace(at);
        at = text.startsWith("of ", at) || text.startsWith("de ", at) ? at + 3 : at;
        int wordEnd = at;
        while (wordEnd < text.length() && wordEnd - at < 12 && Character.isLetter(text.charAt(wordEnd))) {
            wordEnd++;
        }
        int month = KnownWords.month(KnownWords.of(text, at, wordEnd));
        if (month == 0) {
            return 0;
        }
        int after = skipComma(text.startsWith(".", wordEnd) ? wordEnd + 1 : wordEnd);
        int year = digits(after);
        boolean hasYear = year - after == 4;
        facts.add(FactKind.DATE, (hasYear ? text.substring(after, year) : "") + "-" + two("" + month) + "-" + two(day));
        return hasYear ? year : wordEnd;
    }

    /** {@code March 5, 2024}, {@code March 2024}: whether it is a date, read up to {@link #consumed}. */
    boolean month(int month, int end) {
        int at = skipSpace(text.startsWith(".", end) ? end + 1 : end);
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
        int after = skipComma(stop);
        int year = digits(after);
        boolean hasYear = year - after == 4;
        facts.add(FactKind.DATE, (hasYear ? text.substring(after, year) : "") + "-" + two("" + month) + "-" + two(day));
        consumed = hasYear ? year : stop;
        return true;
    }

    private int digits(int from) {
        int end = from;
        while (end < text.length() && end - from < 6 && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int skipSpace(int from) {
        int at = from;
        while (at < text.length()
                && at - from < 3
                && Character.isWhitespace(text.charAt(at))
                && text.charAt(at) != '\n') {
            at++;
        }
        return at;
    }

    private int skipComma(int from) {
        return skipSpace(from < text.length() && text.charAt(from) == ',' ? from + 1 : from);
    }

    private int number(String spelling, int start, int end) {
        boolean negative = start > 0
                && (text.charAt(start - 1) == '-' || text.charAt(start - 1) == '−')
                && (start == 1 || Character.isWhitespace(text.charAt(start - 2)));
        String value = (negative ? "-" : "") + canonical(spelling);
        if (end < text.length() && Character.isLetter(text.charAt(end))) {
            // 30GB, 3rd, 5k: no currency and no percentage is written like that.
            facts.add(FactKind.NUMBER, value);
            return end;
        }
        int after = skipSpace(end);
        if (after < text.length() && (text.charAt(after) == '%' || text.charAt(after) == '％')) {
            facts.add(FactKind.PERCENTAGE, value);
            return after + 1;
        }
        if (startsWord("percent", after) || startsWord("per cent", after) || startsWord("prozent", after)) {
            facts.add(FactKind.PERCENTAGE, value);
            return after + 7;
        }
        String currency = currency(start, after);
        if (!currency.isEmpty()) {
            facts.add(FactKind.MONEY, currency + " " + value);
            return end;
        }
        // A list's own numbering is no fact.
        boolean item = isListItem(start, end);
        if (!item) {
            facts.add(FactKind.NUMBER, value);
        }
        return end;
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

    private String currency(int start, int after) {
        if (start > 0) {
            char before = text.charAt(start - 1);
            if (Character.isWhitespace(before) && start > 1) {
                before = text.charAt(start - 2);
            }
            int symbol = SYMBOLS.indexOf(before);
            if (symbol >= 0) {
                return CODES[symbol];
            }
        }
        if (after < text.length() && SYMBOLS.indexOf(text.charAt(after)) >= 0) {
            return CODES[SYMBOLS.indexOf(text.charAt(after))];
        }
        boolean codeBefore = start >= 4 && text.charAt(start - 1) == ' ' && isCapital(text.charAt(start - 2));
        if (!codeBefore && !mayName(after)) {
            return "";
        }
        for (String code : CODES) {
            if ((codeBefore && text.startsWith(code, start - 4)) || startsWord(code, after)) {
                return code;
            }
        }
        if (startsWord("dollars", after) || startsWord("dollar", after)) {
            return "USD";
        }
        return startsWord("euros", after) || startsWord("euro", after) ? "EUR" : "";
    }

    private static boolean isCapital(char unit) {
        return unit >= 'A' && unit <= 'Z';
    }

    /** Whether a currency may be named from here on: by the first letters of their codes and names. Most words are none. */
    private boolean mayName(int at) {
        return at < text.length() && "uegjirktd".indexOf(Lexicon.lower(text.charAt(at))) >= 0;
    }

    private boolean startsWord(String word, int at) {
        int end = at + word.length();
        return text.regionMatches(true, at, word, 0, word.length())
                && (end >= text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }

    /** Nothing to bring into form: most numbers. */
    private static boolean isPlain(String spelling) {
        if (spelling.charAt(0) == '0' && spelling.length() > 1) {
            return false;
        }
        for (int i = 0; i < spelling.length(); i++) {
            if (!isDigit(spelling.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Separators of thousands go, the decimal one is a point. A last group of three after a single comma is thousands. */
    private static String canonical(String spelling) {
        if (isPlain(spelling)) {
            return spelling;
        }
        int lastPoint = spelling.lastIndexOf('.');
        int lastComma = spelling.lastIndexOf(',');
        int decimal = Math.max(lastPoint, lastComma);
        if (decimal >= 0) {
            char sign = spelling.charAt(decimal);
            boolean several = spelling.indexOf(sign) != decimal;
            boolean thousands = sign == ',' && spelling.length() - decimal == 4 && lastPoint < 0;
            decimal = several || thousands ? -1 : decimal;
        }
        StringBuilder digits = new StringBuilder(spelling.length());
        for (int i = 0; i < spelling.length(); i++) {
            if (i == decimal) {
                digits.append('.');
            } else if (isDigit(spelling.charAt(i))) {
                digits.append(spelling.charAt(i));
            } else if ("/-".indexOf(spelling.charAt(i)) >= 0) {
                return spelling; // a fraction, a range, a telephone number: as it stands
            }
        }
        BigDecimal value = new BigDecimal(digits.toString());
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}

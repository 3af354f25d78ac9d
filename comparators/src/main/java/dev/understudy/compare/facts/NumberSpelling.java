package dev.understudy.compare.facts;

import java.math.BigDecimal;

/** How a number is spelled: digits with separators between them, in one form whatever the country. */
final class NumberSpelling {
    private NumberSpelling() {}

    static boolean isDigit(char unit) {
        return unit >= '0' && unit <= '9';
    }

    /** What may stand between the digits of a number, a date or a time. */
    static boolean isSeparator(char unit) {
        return switch (unit) {
            case '.', ',', ':', '/', '-', '\'', '’', '\u00A0', '\u202F' -> true;
            default -> false;
        };
    }

    /**
     * Separators of thousands go, the decimal one is a point. A last group of three after a single comma is thousands, unless
     * nothing but a zero stands before it. A version, an address of a network, a list without spaces stays as it stands.
     */
    static String canonical(String spelling) {
        if (isPlain(spelling) || isSeries(spelling, '.', 3) || isSeries(spelling, ',', 2)) {
            return spelling;
        }
        int decimal = decimalSeparator(spelling);
        StringBuilder digits = new StringBuilder(spelling.length());
        for (int i = 0; i < spelling.length(); i++) {
            char unit = spelling.charAt(i);
            if (i == decimal) {
                digits.append('.');
            } else if (isDigit(unit)) {
                digits.append(unit);
            } else if (unit == '/' || unit == '-') {
                return spelling; // a fraction, a range, a telephone number: as it stands
            }
        }
        BigDecimal value = new BigDecimal(digits.toString());
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
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

    /** Whether a sign stands there several times with other groups of digits between than thousands (India's have two). */
    private static boolean isSeries(String spelling, char sign, int fewestDigits) {
        int last = spelling.lastIndexOf(sign);
        int before = spelling.indexOf(sign);
        if (before == last) {
            return false;
        }
        while (before < last) {
            int next = spelling.indexOf(sign, before + 1);
            int digits = next - before - 1;
            if (digits < fewestDigits || digits > 3) {
                return true;
            }
            before = next;
        }
        int end = last + 1;
        while (end < spelling.length() && isDigit(spelling.charAt(end))) {
            end++;
        }
        return end - last != 4;
    }

    /** Where the decimal separator stands; -1 where there is none. */
    private static int decimalSeparator(String spelling) {
        int lastPoint = spelling.lastIndexOf('.');
        int decimal = Math.max(lastPoint, spelling.lastIndexOf(','));
        if (decimal < 0) {
            return -1;
        }
        char sign = spelling.charAt(decimal);
        boolean several = spelling.indexOf(sign) != decimal;
        boolean zero = decimal == 1 && spelling.charAt(0) == '0';
        boolean thousands = sign == ',' && spelling.length() - decimal == 4 && lastPoint < 0 && !zero;
        return several || thousands ? -1 : decimal;
    }
}

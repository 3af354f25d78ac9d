package dev.understudy.privacy;

import org.jspecify.annotations.Nullable;

/**
 * The digits of a telephone number and fictitious ones for them. Country code and trunk zero stay; behind them a North
 * American number gets an area N9X (reserved by the numbering plan, given to nobody) and the exchange 555, a local one of
 * seven digits begins with 01, where no exchange can, and all others begin with 555.
 */
final class DialledDigits {
    /** Country codes of two digits (ITU-T E.164 assigned codes); 1 and 7 have one, the rest three. */
    private static final String TWO_DIGITS =
            " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86"
                    + " 90 91 92 93 94 95 98 ";

    private DialledDigits() {}

    /** @param digits from the country code on */
    static boolean isInternational(CharSequence digits) {
        int length = digits.length();
        if (length < 8 || length > 15 || digits.charAt(0) == '0') {
            return false;
        }
        return digits.charAt(0) != '1' || length == 11;
    }

    /** As many digits; null when these are fictitious already. */
    static @Nullable String fictitious(String digits, boolean international, KeyedPseudonyms pseudonyms) {
        int from = international ? countryEnd(digits) : 0;
        boolean local = !international && digits.length() == 7;
        boolean northAmerican;
        if (international) {
            boolean one = digits.startsWith("1") || digits.startsWith("001");
            northAmerican = one && digits.length() - from == 10;
        } else {
            from = digits.length() == 11 && digits.charAt(0) == '1' ? 1 : 0;
            northAmerican = digits.length() - from == 10 && digits.charAt(from) != '0';
        }
        if (!northAmerican && !local && digits.charAt(from) == '0') {
            from++;
        }
        String number = digits.substring(from);
        if (isFictitious(number, northAmerican, local)) {
            return null;
        }
        Draw draw = pseudonyms.draw(Kind.PHONE, number);
        return digits.substring(0, from) + spelled(number.length(), northAmerican, local, draw);
    }

    private static boolean isFictitious(String number, boolean northAmerican, boolean local) {
        if (northAmerican) {
            return number.charAt(0) >= '2' && number.charAt(1) == '9' && number.startsWith("555", 3);
        }
        return number.startsWith(local ? "01" : "555");
    }

    private static String spelled(int length, boolean northAmerican, boolean local, Draw draw) {
        StringBuilder number = new StringBuilder(length);
        if (northAmerican) {
            number.append((char) ('2' + draw.below(8)))
                    .append('9')
                    .append(draw.digit())
                    .append("555");
        } else {
            number.append(local ? "01" : "555");
        }
        while (number.length() < length) {
            number.append(draw.digit());
        }
        return number.toString();
    }

    /** Behind the country code, and the 00 before it. */
    private static int countryEnd(String digits) {
        int start = digits.startsWith("00") ? 2 : 0;
        char first = digits.charAt(start);
        if (first == '1' || first == '7') {
            return start + 1;
        }
        return start + (TWO_DIGITS.contains(" " + digits.substring(start, start + 2) + " ") ? 2 : 3);
    }
}

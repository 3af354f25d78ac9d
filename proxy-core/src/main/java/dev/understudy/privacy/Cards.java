package dev.understudy.privacy;

import org.jspecify.annotations.Nullable;

/**
 * Payment cards: 12 to 19 digits with a known beginning for their length (ISO/IEC 7812) and Luhn's check digit, in one
 * piece or in groups. Pseudonyms begin with 4000009, in Visa's range for tests, and keep length and gaps.
 */
final class Cards {
    private static final String OWN = "4000009";
    private static final int SHORTEST = 12;
    private static final int LONGEST = 19;

    private Cards() {}

    static @Nullable Match find(NumberRun run, KeyedPseudonyms pseudonyms) {
        if (run.digits(run.groups()) < SHORTEST || run.text.joinedBefore(run.start())) {
            return null;
        }
        for (int count = run.groups(); count > 0; count--) {
            int digits = run.digits(count);
            if (digits >= SHORTEST && digits <= LONGEST && isWhole(run, count)) {
                String number = run.digitsOf(count);
                if ((number.startsWith(OWN) || isIssued(number)) && checksum(number) == 0) {
                    return match(run, count, number, pseudonyms);
                }
            }
        }
        return null;
    }

    private static Match match(NumberRun run, int count, String number, KeyedPseudonyms pseudonyms) {
        int end = run.end(count);
        if (number.startsWith(OWN)) {
            return Match.own(run.start(), end, Kind.CARD);
        }
        Draw draw = pseudonyms.draw(Kind.CARD, number);
        StringBuilder digits = new StringBuilder(OWN);
        while (digits.length() < number.length() - 1) {
            digits.append(draw.digit());
        }
        digits.append('0');
        digits.setCharAt(digits.length() - 1, (char) ('0' + (10 - checksum(digits)) % 10));
        return new Match(run.start(), end, Kind.CARD, NumberRun.withDigits(run.text, run.start(), end, digits));
    }

    /** Luhn (ISO/IEC 7812-1 annex B): 0 when the check digit is right. */
    static int checksum(CharSequence number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int doubled = digit * 2;
            sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10;
    }

    /** Groups as cards have them may be followed by other numbers (the month it expires); others stand alone. */
    private static boolean isWhole(NumberRun run, int count) {
        if (count == 1) {
            boolean decimals = run.groups() > 1 && run.gap(0) == '.';
            return !decimals && run.text.endsWord(run.end(1));
        }
        char gap = run.gap(0);
        if (gap == '.' || gap == '/' || !run.uniform(count)) {
            return false;
        }
        return run.complete(count) || gap != '-' && run.text.endsWord(run.end(count)) && isCardShaped(run, count);
    }

    private static boolean isCardShaped(NumberRun run, int count) {
        if (count == 3) {
            return run.shaped(4, 6, 5) || run.shaped(4, 6, 4) || run.shaped(4, 4, 4) || run.shaped(4, 4, 5);
        }
        for (int group = 0; group < count - 1; group++) {
            if (run.length(group) != 4) {
                return false;
            }
        }
        return run.length(count - 1) <= 4;
    }

    /** By the first digits that the networks have at this length; half of all long numbers fall out here. */
    private static boolean isIssued(String number) {
        char first = number.charAt(0);
        boolean maestro = first == '6' || first == '5' && number.charAt(1) != '1' || number.startsWith("0604");
        return switch (number.length()) {
            case 12 -> maestro && !(first == '5' && number.charAt(1) >= '2' && number.charAt(1) <= '5');
            case 13 -> first == '4' || maestro;
            case 14 -> first == '3' || maestro;
            case 15 -> number.startsWith("34") || number.startsWith("37") || isOldJcb(number) || maestro;
            case 16 -> first >= '2' && first != '7';
            case 19 -> first == '4' || maestro;
            default -> maestro; // 17, 18
        };
    }

    private static boolean isOldJcb(String number) {
        return number.startsWith("1800") || number.startsWith("2131");
    }
}

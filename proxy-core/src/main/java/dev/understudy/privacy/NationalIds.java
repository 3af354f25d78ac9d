package dev.understudy.privacy;

import org.jspecify.annotations.Nullable;

/**
 * US social security numbers with hyphens (SSA, "SSN randomization": no area 000, 666 or 900 to 999, no group 00, no
 * serial 0000) and the taxpayer numbers (ITIN) that share their form. Pseudonyms have area 666, which is never issued. Other
 * countries' numbers are asked for behind them.
 */
final class NationalIds {
    private NationalIds() {}

    static @Nullable Match find(NumberRun run, KeyedPseudonyms pseudonyms) {
        boolean form = run.shaped(3, 2, 4) && run.gap(0) == '-' && run.gap(1) == '-';
        if (!form || !run.startsHere() || !run.complete(3)) {
            return NumericIds.find(run, pseudonyms);
        }
        String digits = run.digitsOf(3);
        if (digits.startsWith("666")) {
            return Match.own(run.start(), run.end(3), Kind.NATIONAL_ID);
        }
        if (!isIssued(digits)) {
            return null;
        }
        Draw draw = pseudonyms.draw(Kind.NATIONAL_ID, digits);
        String pseudonym = "666-" + two(1 + draw.below(99)) + "-" + two(draw.below(100)) + two(1 + draw.below(99));
        return new Match(run.start(), run.end(3), Kind.NATIONAL_ID, pseudonym);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private static boolean isIssued(String digits) {
        int area = Integer.parseInt(digits, 0, 3, 10);
        int group = Integer.parseInt(digits, 3, 5, 10);
        int serial = Integer.parseInt(digits, 5, 9, 10);
        if (area >= 900) {
            return isTaxpayerGroup(group);
        }
        return area != 0 && group != 0 && serial != 0;
    }

    /** IRS: fourth and fifth digit 50–65, 70–88, 90–92, 94–99. */
    private static boolean isTaxpayerGroup(int group) {
        return group >= 50 && group <= 65 || group >= 70 && group <= 88 || group >= 90 && group != 93;
    }
}

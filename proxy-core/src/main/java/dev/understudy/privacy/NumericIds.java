package dev.understudy.privacy;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * National numbers of digits that show what they are: a grouping of their own, or eleven digits and more with a date or two
 * check digits in them. Pseudonyms have the same grouping and right check digits, and a part that is never issued (month 00,
 * say), so that they can be told.
 */
final class NumericIds {
    /**
     * @param groups lengths of the groups
     * @param gaps the characters between them, in order
     * @param markAt place of the digits that no real number has there
     */
    private record Scheme(
            String label,
            int[] groups,
            String gaps,
            int markAt,
            String mark,
            Predicate<String> check,
            Predicate<String> issued) {}

    private static final int MOST_TRIES = 20_000;

    private static final List<Scheme> SCHEMES = List.of(
            new Scheme(
                    "CA_SIN", new int[] {3, 3, 3}, "  ", 0, "0", Checksums::luhn, d -> "08".indexOf(d.charAt(0)) < 0),
            new Scheme(
                    "CA_SIN", new int[] {3, 3, 3}, "--", 0, "0", Checksums::luhn, d -> "08".indexOf(d.charAt(0)) < 0),
            new Scheme("IN_AADHAAR", new int[] {4, 4, 4}, "  ", 0, "0", Checksums::verhoeff, d -> d.charAt(0) > '1'),
            new Scheme("IN_AADHAAR", new int[] {4, 4, 4}, "--", 0, "0", Checksums::verhoeff, d -> d.charAt(0) > '1'),
            new Scheme("BR_CPF", new int[] {3, 3, 3, 2}, "..-", 0, "00000", Checksums::cpf, d -> true),
            new Scheme("BE_NRN", new int[] {2, 2, 2, 3, 2}, "..-.", 6, "999", Checksums::belgian, d -> true),
            new Scheme("CH_AHV", new int[] {3, 4, 4, 2}, "...", 3, "00000", Checksums::ean13, d -> d.startsWith("756")),
            new Scheme("CH_AHV", new int[] {13}, "", 3, "00000", Checksums::ean13, d -> d.startsWith("756")),
            new Scheme("PL_PESEL", new int[] {11}, "", 2, "00", Checksums::pesel, NumericIds::isPesel),
            new Scheme("NO_FNR", new int[] {6, 5}, " ", 0, "00", Checksums::norwegian, d -> true),
            new Scheme("NO_FNR", new int[] {11}, "", 0, "00", Checksums::norwegian, NumericIds::isNorwegian),
            new Scheme("DE_STEUER_ID", new int[] {2, 3, 3, 3}, "   ", 0, "0", Checksums::mod11Mod10, d -> true),
            new Scheme("FR_NIR", new int[] {1, 2, 2, 2, 3, 3, 2}, "      ", 5, "00", Checksums::nir, NumericIds::isNir),
            new Scheme("FR_NIR", new int[] {15}, "", 5, "00", Checksums::nir, NumericIds::isNir),
            new Scheme("FR_NIR", new int[] {13, 2}, " ", 5, "00", Checksums::nir, NumericIds::isNir),
            new Scheme("SE_PNR", new int[] {6, 4}, "-", 4, "00", Checksums::luhn, d -> Checksums.isDay(d, 2, 4)),
            new Scheme(
                    "SE_PNR",
                    new int[] {8, 4},
                    "-",
                    6,
                    "00",
                    d -> Checksums.luhn(d.substring(2)),
                    d -> Checksums.isDay(d, 4, 6)),
            new Scheme("DK_CPR", new int[] {6, 4}, "-", 0, "00", d -> true, d -> Checksums.isDay(d, 2, 0)),
            new Scheme(
                    "KR_RRN",
                    new int[] {6, 7},
                    "-",
                    2,
                    "00",
                    d -> true,
                    d -> Checksums.isDay(d, 2, 4) && d.charAt(6) >= '1' && d.charAt(6) <= '8'),
            new Scheme("CN_ID", new int[] {18}, "", 0, "99", Checksums::chinese, NumericIds::isChinese));

    private NumericIds() {}

    static @Nullable Match find(NumberRun run, KeyedPseudonyms pseudonyms) {
        if (!run.startsHere()) {
            return null;
        }
        for (Scheme scheme : SCHEMES) {
            if (fits(run, scheme)) {
                String digits = run.digitsOf(scheme.groups().length);
                boolean own = digits.startsWith(scheme.mark(), scheme.markAt());
                if ((own || scheme.issued().test(digits)) && scheme.check().test(digits)) {
                    return match(run, scheme, digits, own, pseudonyms);
                }
            }
        }
        return chineseWithX(run, pseudonyms);
    }

    private static boolean fits(NumberRun run, Scheme scheme) {
        int count = scheme.groups().length;
        if (!run.shaped(scheme.groups())) {
            return false;
        }
        for (int i = 0; i < count - 1; i++) {
            char gap = run.gap(i);
            if ((gap == '\u00a0' ? ' ' : gap) != scheme.gaps().charAt(i)) {
                return false;
            }
        }
        boolean goesOn = count < run.groups() && count > 1 && run.gap(count - 1) == run.gap(count - 2);
        int end = run.end(count);
        return !goesOn && run.text.endsWord(end) && !run.text.joinedAfter(end) && (count == run.groups() || count > 1);
    }

    private static Match match(NumberRun run, Scheme scheme, String digits, boolean own, KeyedPseudonyms pseudonyms) {
        int end = run.end(scheme.groups().length);
        if (own) {
            return Match.own(run.start(), end, Kind.NATIONAL_ID);
        }
        String number = pseudonym(scheme, digits, pseudonyms.draw(Kind.NATIONAL_ID, digits));
        String shaped = NumberRun.withDigits(run.text, run.start(), end, number);
        return new Match(run.start(), end, Kind.NATIONAL_ID, scheme.label(), shaped);
    }

    /** Digits are drawn until the check digits are right, which one draw in ten, or in a hundred, has. */
    private static String pseudonym(Scheme scheme, String digits, Draw draw) {
        boolean prefix = digits.startsWith("756");
        StringBuilder number = new StringBuilder(digits);
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            for (int i = prefix && scheme.label().equals("CH_AHV") ? 3 : 0; i < number.length(); i++) {
                number.setCharAt(i, draw.digit());
            }
            number.replace(scheme.markAt(), scheme.markAt() + scheme.mark().length(), scheme.mark());
            if (scheme.check().test(number.toString())) {
                break;
            }
        }
        return number.toString();
    }

    /** Seventeen digits and an X. */
    private static @Nullable Match chineseWithX(NumberRun run, KeyedPseudonyms pseudonyms) {
        int end = run.end(1);
        char last = run.text.at(end);
        if (run.length(0) != 17 || last != 'X' && last != 'x' || !run.text.endsWord(end + 1)) {
            return null;
        }
        String number = run.digitsOf(1) + "X";
        boolean own = number.startsWith("99");
        if (!Checksums.chinese(number) || !own && !isChinese(number)) {
            return null;
        }
        if (own) {
            return Match.own(run.start(), end + 1, Kind.NATIONAL_ID);
        }
        Draw draw = pseudonyms.draw(Kind.NATIONAL_ID, number);
        String pseudonym = number;
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            StringBuilder drawn = new StringBuilder("99");
            while (drawn.length() < 17) {
                drawn.append(draw.digit());
            }
            if (Checksums.chinese(drawn + "X")) {
                pseudonym = drawn.toString() + last;
                break;
            }
        }
        return new Match(run.start(), end + 1, Kind.NATIONAL_ID, "CN_ID", pseudonym);
    }

    /** The month says the century: 1 to 12, 21 to 32, 41 to 52, 61 to 72, 81 to 92. */
    private static boolean isPesel(String digits) {
        int month = Integer.parseInt(digits, 2, 4, 10) % 20;
        int day = Integer.parseInt(digits, 4, 6, 10);
        return month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    /** Days of D numbers have 40 added, months of others too. */
    private static boolean isNorwegian(String digits) {
        int day = Integer.parseInt(digits, 0, 2, 10) % 40;
        int month = Integer.parseInt(digits, 2, 4, 10) % 40;
        return day >= 1 && day <= 31 && month >= 1 && month <= 12;
    }

    private static boolean isNir(String digits) {
        int month = Integer.parseInt(digits, 3, 5, 10);
        boolean sex = digits.charAt(0) == '1' || digits.charAt(0) == '2';
        return sex && (month >= 1 && month <= 12 || month >= 20 && month <= 42);
    }

    private static boolean isChinese(String digits) {
        int year = Integer.parseInt(digits, 6, 10, 10);
        return digits.charAt(0) >= '1'
                && digits.charAt(0) <= '8'
                && year >= 1900
                && year <= 2099
                && Checksums.isDay(digits, 10, 12);
    }
}

package dev.understudy.privacy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * National numbers with letters in them: the United Kingdom's NINO, Spain's DNI and NIE, Italy's codice fiscale, India's PAN,
 * Mexico's CURP, Finland's HETU. Pseudonyms have the same shape, right check letters, and a part that is never issued.
 */
final class LetteredIds {
    private static final String DNI = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String HETU = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final int[] ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };
    private static final String CURP = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
    private static final int LONGEST = 18;
    private static final int SHORTEST = 9;

    private LetteredIds() {}

    static void find(Pass pass) {
        Words words = pass.words();
        for (int i = 0; i < words.numericCount(); i++) {
            int word = words.numeric(i);
            int length = words.length(word);
            if (word > 0 && words.shape(word - 1) == Words.UPPER && words.length(word - 1) == 2) {
                spacedNino(pass, words, word - 1);
            }
            if (words.shape(word) == Words.ALPHANUMERIC && length >= SHORTEST && length <= LONGEST) {
                single(pass, words, word);
            } else if (words.isNumber(word) && (length == 6 || length == 8)) {
                joined(pass, words, word);
            }
        }
    }

    private static void single(Pass pass, Words words, int word) {
        String id = words.string(word).toUpperCase(Locale.ROOT);
        String pseudonym = pseudonym(id, pass.pseudonyms());
        if (pseudonym == null) {
            return;
        }
        int start = words.start(word);
        if (pseudonym.equals(id)) {
            pass.put(Match.own(start, words.end(word), Kind.NATIONAL_ID));
        } else {
            boolean upper = words.string(word).equals(id);
            String shown = upper ? pseudonym : pseudonym.toLowerCase(Locale.ROOT);
            pass.put(new Match(start, words.end(word), Kind.NATIONAL_ID, label(id), shown));
        }
    }

    /** {@code AB 12 34 56 C}. */
    private static void spacedNino(Pass pass, Words words, int word) {
        int last = word + 4;
        if (last >= words.count()) {
            return;
        }
        StringBuilder id = new StringBuilder();
        for (int i = word; i <= last; i++) {
            if (i < last && !words.joined(i)) {
                return;
            }
            id.append(words.string(i));
        }
        String pseudonym = id.length() == 9 && isNino(id.toString()) ? nino(id.toString(), pass.pseudonyms()) : null;
        if (pseudonym != null) {
            StringBuilder spaced = new StringBuilder();
            int next = 0;
            for (int i = words.start(word); i < words.end(last); i++) {
                char c = words.text.charAt(i);
                spaced.append(Characters.isAlphanumeric(c) ? pseudonym.charAt(next++) : c);
            }
            put(pass, words.start(word), words.end(last), "UK_NINO", spaced.toString());
        }
    }

    private static void put(Pass pass, int start, int end, String label, String pseudonym) {
        boolean own = pass.text().substring(start, end).equals(pseudonym);
        pass.put(
                own
                        ? Match.own(start, end, Kind.NATIONAL_ID)
                        : new Match(start, end, Kind.NATIONAL_ID, label, pseudonym));
    }

    /** {@code 12345678-Z} and {@code 131052-308T}. */
    private static void joined(Pass pass, Words words, int word) {
        int next = word + 1;
        if (next >= words.count() || !words.gap(word, "-+", 1) || words.end(word) == words.start(next)) {
            return;
        }
        String digits = words.string(word);
        String rest = words.string(next);
        int start = words.start(word);
        int end = words.end(next);
        char gap = words.after(word);
        if (digits.length() == 8 && rest.length() == 1 && isDni(digits + rest.toUpperCase(Locale.ROOT))) {
            String dni = dni(digits + rest, pass.pseudonyms());
            put(pass, start, end, "ES_DNI", dni.substring(0, 8) + gap + dni.charAt(8));
        } else if (digits.length() == 6 && rest.length() == 4 && isHetu(digits, rest)) {
            put(pass, start, end, "FI_HETU", hetu(digits, gap, rest, pass.pseudonyms()));
        }
    }

    private static String label(String id) {
        return switch (id.length()) {
            case 9 -> isNino(id) ? "UK_NINO" : "ES_DNI";
            case 10 -> "IN_PAN";
            case 16 -> "IT_FISCAL_CODE";
            default -> "MX_CURP";
        };
    }

    /** The same text for one that is a pseudonym already; null for what is no such number. */
    private static @Nullable String pseudonym(String id, KeyedPseudonyms pseudonyms) {
        return switch (id.length()) {
            case 9 -> isNino(id) ? nino(id, pseudonyms) : isDni(id) ? dni(id, pseudonyms) : null;
            case 10 -> isPan(id) ? pan(id, pseudonyms) : null;
            case 16 -> isFiscal(id) ? fiscal(id, pseudonyms) : null;
            case 18 -> isCurp(id) ? curp(id, pseudonyms) : null;
            default -> null;
        };
    }

    private static boolean shaped(String id, String shape) {
        for (int i = 0; i < shape.length(); i++) {
            boolean digit = shape.charAt(i) == '9';
            char c = id.charAt(i);
            boolean upper = c >= 'A' && c <= 'Z';
            if (shape.charAt(i) != '*' && (digit ? !Characters.isDigit(c) : !upper)) {
                return false;
            }
        }
        return true;
    }

    /** HMRC: no D, F, I, Q, U, V first, no O second; QQ stands for nobody in its own examples. */
    private static boolean isNino(String id) {
        boolean form = shaped(id, "AA999999A") && id.charAt(8) <= 'D';
        boolean issued = form && "DFIQUV".indexOf(id.charAt(0)) < 0 && "DFIQUVO".indexOf(id.charAt(1)) < 0;
        return issued || form && id.startsWith("QQ");
    }

    private static String nino(String id, KeyedPseudonyms pseudonyms) {
        return id.startsWith("QQ")
                ? id
                : "QQ" + pseudonyms.draw(Kind.NATIONAL_ID, id).like(id, 2, 8) + id.charAt(8);
    }

    private static boolean isDni(String id) {
        boolean dni = shaped(id, "99999999A");
        boolean nie = shaped(id, "A9999999A") && id.charAt(0) >= 'X';
        if (!dni && !nie) {
            return false;
        }
        String digits = nie ? (char) ('0' + id.charAt(0) - 'X') + id.substring(1, 8) : id.substring(0, 8);
        return DNI.charAt(Integer.parseInt(digits) % 23) == id.charAt(8);
    }

    /** Numbers from 99990000 on are not reached; foreigners' begin with 0000. */
    private static String dni(String written, KeyedPseudonyms pseudonyms) {
        String id = written.toUpperCase(Locale.ROOT);
        boolean nie = id.charAt(0) >= 'X';
        boolean own = nie ? id.startsWith("0000", 1) : id.startsWith("9999");
        if (own) {
            return id;
        }
        Draw draw = pseudonyms.draw(Kind.NATIONAL_ID, id);
        String digits = (nie ? "0000" : "9999") + draw.like("0000", 0, nie ? 3 : 4);
        String whole = nie ? (char) ('0' + id.charAt(0) - 'X') + digits : digits;
        return (nie ? id.substring(0, 1) : "") + digits + DNI.charAt(Integer.parseInt(whole) % 23);
    }

    /** The fourth letter says who holds it; X is nobody. */
    private static boolean isPan(String id) {
        return shaped(id, "AAAAA9999A") && "PCHFATBLJGX".indexOf(id.charAt(3)) >= 0;
    }

    private static String pan(String id, KeyedPseudonyms pseudonyms) {
        if (id.charAt(3) == 'X') {
            return id;
        }
        Draw draw = pseudonyms.draw(Kind.NATIONAL_ID, id);
        return draw.like(id, 0, 3) + "X" + draw.like(id, 4, 10);
    }

    private static boolean isFiscal(String id) {
        return shaped(id, "AAAAAA99A99A999A") && fiscalCheck(id) == id.charAt(15);
    }

    private static char fiscalCheck(String id) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = id.charAt(i);
            int value = Characters.isDigit(c) ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? ODD[value] : value;
        }
        return (char) ('A' + sum % 26);
    }

    /** Z999 is no place. */
    private static String fiscal(String id, KeyedPseudonyms pseudonyms) {
        if (id.startsWith("Z999", 11)) {
            return id;
        }
        Draw draw = pseudonyms.draw(Kind.NATIONAL_ID, id);
        String start = draw.like(id, 0, 11) + "Z999";
        return start + fiscalCheck(start);
    }

    private static boolean isCurp(String id) {
        return shaped(id, "AAAA999999AAAAAA*9")
                && (id.charAt(10) == 'H' || id.charAt(10) == 'M')
                && curpCheck(id) == id.charAt(17);
    }

    private static char curpCheck(String id) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += CURP.indexOf(id.charAt(i)) * (18 - i);
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** XX is no state. */
    private static String curp(String id, KeyedPseudonyms pseudonyms) {
        if (id.startsWith("XX", 11)) {
            return id;
        }
        Draw draw = pseudonyms.draw(Kind.NATIONAL_ID, id);
        String start = draw.like(id, 0, 10) + id.charAt(10) + "XX" + draw.like(id, 13, 17);
        return start + curpCheck(start);
    }

    private static boolean isHetu(String digits, String rest) {
        String individual = rest.substring(0, 3);
        boolean form = individual.chars().allMatch(c -> Characters.isDigit((char) c)) && Checksums.isDay(digits, 2, 0);
        return form && HETU.charAt(Integer.parseInt(digits + individual) % 31) == Character.toUpperCase(rest.charAt(3));
    }

    /** Individual numbers from 900 on are for tests. */
    private static String hetu(String digits, char gap, String rest, KeyedPseudonyms pseudonyms) {
        if (rest.charAt(0) == '9') {
            return digits + gap + rest;
        }
        Draw draw = pseudonyms.draw(Kind.NATIONAL_ID, digits + rest);
        String day = two(1 + draw.below(28)) + two(1 + draw.below(12)) + digits.substring(4);
        String individual = "9" + draw.digit() + draw.digit();
        return day + gap + individual + HETU.charAt(Integer.parseInt(day + individual) % 31);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}

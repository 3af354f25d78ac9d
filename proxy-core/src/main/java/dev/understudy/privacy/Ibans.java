package dev.understudy.privacy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bank accounts (ISO 13616; lengths from SWIFT's IBAN registry), seen from their first check digit. A pseudonym keeps
 * country, length, case and gaps, has right check digits, and its bank is 99999 or XXXXX, which is none.
 * What starts in a UUID is none either.
 */
final class Ibans {
    private static final int OWN_LENGTH = 5;
    private static final Map<String, Integer> LENGTHS =
            lengths("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 "
                    + "BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 "
                    + "GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 "
                    + "ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 "
                    + "SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30");

    private Ibans() {}

    private static Map<String, Integer> lengths(String registry) {
        Map<String, Integer> lengths = new HashMap<>();
        for (String country : registry.split(" ")) {
            lengths.put(country.substring(0, 2), Integer.valueOf(country.substring(2)));
        }
        return Map.copyOf(lengths);
    }

    static @Nullable Match find(Text text, int checkDigit, KeyedPseudonyms pseudonyms) {
        int start = checkDigit - 2;
        boolean form = start >= text.floor()
                && Characters.isLetter(text.at(start))
                && Characters.isLetter(text.at(start + 1))
                && Characters.isDigit(text.at(checkDigit + 1))
                && text.startsWord(start);
        Integer length = form ? LENGTHS.get(text.piece(start, checkDigit).toUpperCase(Locale.ROOT)) : null;
        int end = length == null ? -1 : end(text, start, length);
        if (end < 0) {
            return null;
        }
        String written = text.piece(start, end);
        String account = plain(written).toUpperCase(Locale.ROOT);
        boolean right = remainder(account.substring(4) + account.substring(0, 4)) == 1;
        if (!right || Uuids.hasGroupAt(text, start)) {
            return null;
        }
        if (isOwn(account)) {
            return Match.own(start, end, Kind.IBAN);
        }
        return new Match(start, end, Kind.IBAN, pseudonym(written, pseudonyms.draw(Kind.IBAN, account)));
    }

    /** Behind this many letters and digits with at most one space between two, or -1. */
    private static int end(Text text, int start, int length) {
        int at = start;
        int left = length;
        while (left > 0) {
            if (Characters.isAlphanumeric(text.at(at))) {
                left--;
            } else if (!isGap(text.at(at)) || !Characters.isAlphanumeric(text.at(at + 1))) {
                return -1;
            }
            at++;
        }
        return text.endsWord(at) ? at : -1;
    }

    private static boolean isGap(char c) {
        return c == ' ' || c == '\u00a0' || c == '-';
    }

    private static String plain(String written) {
        StringBuilder plain = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            if (!isGap(written.charAt(i))) {
                plain.append(written.charAt(i));
            }
        }
        return plain.toString();
    }

    /** ISO 7064 MOD 97-10, letters as 10 to 35. */
    private static int remainder(String text) {
        int remainder = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = Character.digit(text.charAt(i), 36);
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return remainder;
    }

    private static boolean isOwn(String account) {
        for (int i = 4; i < 4 + OWN_LENGTH; i++) {
            if (account.charAt(i) != own(account.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char own(char c) {
        return Characters.isDigit(c) ? '9' : 'X';
    }

    private static String pseudonym(String written, Draw draw) {
        String plain = plain(written);
        StringBuilder account = new StringBuilder(plain);
        for (int i = 4; i < plain.length(); i++) {
            char c = Character.toUpperCase(plain.charAt(i));
            account.setCharAt(i, i < 4 + OWN_LENGTH ? own(c) : draw.like(c));
        }
        String country = plain.substring(0, 2).toUpperCase(Locale.ROOT);
        int check = 98 - remainder(account.substring(4) + country + "00");
        account.setCharAt(2, (char) ('0' + check / 10));
        account.setCharAt(3, (char) ('0' + check % 10));
        return inShape(written, account);
    }

    private static String inShape(String written, CharSequence account) {
        StringBuilder shaped = new StringBuilder(written.length());
        int next = 0;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (isGap(c)) {
                shaped.append(c);
            } else {
                char spelled = account.charAt(next++);
                shaped.append(Character.isLowerCase(c) ? Character.toLowerCase(spelled) : spelled);
            }
        }
        return shaped.toString();
    }
}

package dev.understudy.privacy;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * E-mail addresses (the usual part of RFC 5321 and 6531: no quoted local parts), seen from their at sign. A pseudonym is
 * {@code person-} and ten letters or digits at example.com (RFC 2606), whatever the domain was: a domain is often a name.
 */
final class Emails {
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 255;
    private static final String OWN_LOCAL = "person-";
    private static final String OWN_DOMAIN = "@example.com";
    private static final int OWN_LENGTH = 10;
    /** {@code logo@2x.png} is a file, and {@code jane@corp.com.png} is one with an address in its name. */
    private static final Set<String> FILE_ENDINGS = Set.of(
            "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "css", "js", "ts", "json", "html", "min", "map", "mjs",
            "cjs", "esm");

    private Emails() {}

    static @Nullable Match find(Text text, int at, KeyedPseudonyms pseudonyms) {
        int end = domainEnd(text, at + 1);
        if (end < 0) {
            return null;
        }
        int start = localStart(text, at);
        if (start == at) {
            return null;
        }
        String address = text.piece(start, end);
        if (isOwn(address) || address.startsWith("git@")) {
            return Match.own(start, end, Kind.EMAIL);
        }
        String local =
                pseudonyms.draw(Kind.EMAIL, address.toLowerCase(Locale.ROOT)).base32(OWN_LENGTH);
        return new Match(start, end, Kind.EMAIL, OWN_LOCAL + local + OWN_DOMAIN);
    }

    private static boolean isOwn(String address) {
        int at = OWN_LOCAL.length() + OWN_LENGTH;
        return address.length() == at + OWN_DOMAIN.length()
                && address.startsWith(OWN_LOCAL)
                && address.endsWith(OWN_DOMAIN)
                && Draw.isBase32(address.substring(0, at), OWN_LOCAL.length());
    }

    private static boolean isDomainCharacter(char c) {
        return Characters.isAlphanumeric(c) || Characters.isAlphabetic(c);
    }

    /** Behind the last label, or -1 if this is no domain with a dot in it. */
    private static int domainEnd(Text text, int start) {
        int end = start;
        int lastDot = -1;
        while (end - start <= LONGEST_DOMAIN) {
            char c = text.at(end);
            if (c == '.' && end > start && isDomainCharacter(text.at(end + 1))) {
                lastDot = end;
            } else if (!isDomainCharacter(c) && (c != '-' || end == start)) {
                break;
            }
            end++;
        }
        return addressEnd(text, start, lastDot);
    }

    /** What stands behind the last dot may be the ending of a file that is called after somebody's address. */
    private static int addressEnd(Text text, int start, int lastDot) {
        int dot = lastDot;
        while (dot > start) {
            int end = topLevelEnd(text, dot + 1);
            if (end < 0 || !FILE_ENDINGS.contains(text.piece(dot + 1, end))) {
                return end;
            }
            dot--;
            while (dot > start && text.at(dot) != '.') {
                dot--;
            }
        }
        return -1;
    }

    private static int topLevelEnd(Text text, int start) {
        if (text.has("xn--", start)) {
            int end = start + 4;
            while (Characters.isAlphanumeric(text.at(end)) && end - start < LONGEST_LOCAL) {
                end++;
            }
            return end;
        }
        int end = start;
        while (Characters.isLetter(text.at(end)) || Characters.isAlphabetic(text.at(end))) {
            end++;
            if (end - start > LONGEST_LOCAL) {
                return -1;
            }
        }
        boolean topLevel = end - start >= 2 && !Characters.isDigit(text.at(end)) && text.at(end) != '_';
        return topLevel ? end : -1;
    }

    /** The at sign's own place if there is no local part. */
    private static int localStart(Text text, int at) {
        int lowest = Math.max(text.floor(), at - LONGEST_LOCAL);
        int start = at;
        while (start > lowest && isLocal(text.at(start - 1))) {
            start--;
        }
        start += escaped(text, start);
        while (start < at && !isDomainCharacter(text.at(start)) && text.at(start) != '_') {
            start++;
        }
        return Math.min(start, at);
    }

    private static boolean isLocal(char c) {
        return isDomainCharacter(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%' || c == '\'';
    }

    /** Characters that belong to a JSON escape before the address: the n of {@code \n}, the u003c of an escaped bracket. */
    private static int escaped(Text text, int start) {
        if (text.isEscapeLetter(start)) {
            return 1;
        }
        return text.at(start) == 'u' && text.oddBackslashesBefore(start) ? 5 : 0;
    }
}

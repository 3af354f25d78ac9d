package dev.understudy.privacy;

import org.jspecify.annotations.Nullable;

/**
 * User and password in a URL (RFC 3986 section 3.2.1), seen from the at sign. The last at sign of the authority counts,
 * because people forget to escape the one in a password.
 */
final class UrlCredentials {
    private static final int LONGEST = 320;
    private static final int TOKEN_LENGTH = 16;
    private static final String OWN = "pseudo";
    private static final int OWN_USER = 8;
    private static final int OWN_PASSWORD = 16;

    private UrlCredentials() {}

    static @Nullable Match find(Text text, int at, KeyedPseudonyms pseudonyms) {
        int start = authorityStart(text, at);
        if (start < 0) {
            return null;
        }
        int end = lastAt(text, at);
        String information = text.piece(start, end);
        boolean password = information.indexOf(':') >= 0;
        if (!password && information.length() < TOKEN_LENGTH) {
            return null; // a user alone, such as ssh://git@host; what is an e-mail address is found as one
        }
        if (isOwn(information)) {
            return Match.own(start, end, Kind.URL_CREDENTIALS);
        }
        Draw draw = pseudonyms.draw(Kind.URL_CREDENTIALS, information);
        String user = OWN + draw.base32(OWN_USER);
        String pseudonym = user + (password ? ":" : "") + draw.base32(OWN_PASSWORD);
        return new Match(start, end, Kind.URL_CREDENTIALS, pseudonym);
    }

    private static boolean isOwn(String information) {
        String plain = information.replace(":", "");
        return plain.startsWith(OWN)
                && plain.length() == OWN.length() + OWN_USER + OWN_PASSWORD
                && Draw.isBase32(plain, OWN.length());
    }

    private static boolean endsAuthority(char c) {
        return c <= ' ' || c == '/' || c == '?' || c == '#' || c == '"' || c == '<' || c == '>' || c == '\\';
    }

    /** Behind the {@code ://}, or -1. */
    private static int authorityStart(Text text, int at) {
        int lowest = Math.max(text.floor(), at - LONGEST);
        for (int i = at - 1; i >= lowest; i--) {
            char c = text.at(i);
            if (c == '/') {
                boolean authority = i + 1 < at && text.at(i - 1) == '/' && text.at(i - 2) == ':';
                return authority ? i + 1 : -1;
            }
            if (c == '@' || endsAuthority(c)) {
                return -1;
            }
        }
        return -1;
    }

    private static int lastAt(Text text, int at) {
        int last = at;
        for (int i = at + 1; i < at + LONGEST && !endsAuthority(text.at(i)); i++) {
            if (text.at(i) == '@') {
                last = i;
            }
        }
        return last;
    }
}

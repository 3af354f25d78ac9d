package dev.understudy.privacy;

import org.jspecify.annotations.Nullable;

/**
 * Private keys in PEM (RFC 7468), whole or cut off, with line ends as they are or escaped. The label stays; the key is
 * replaced by one line.
 */
final class PrivateKeys {
    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";
    private static final String OWN = "pseudo";
    private static final int LONGEST_LABEL = 64;
    private static final int OWN_LENGTH = 42;
    private static final int SHORTEST_CUT = 24;
    private static final int SHORTEST_LINE = 16;

    private PrivateKeys() {}

    static @Nullable Match find(Text text, int at, KeyedPseudonyms pseudonyms) {
        if (!text.has(BEGIN, at)) {
            return null;
        }
        int label = at + BEGIN.length();
        int labelEnd = label;
        while (labelEnd - label < LONGEST_LABEL && text.at(labelEnd) != '-' && text.at(labelEnd) != Text.NONE) {
            labelEnd++;
        }
        if (!text.has(DASHES, labelEnd) || !text.piece(label, labelEnd).contains("PRIVATE KEY")) {
            return null;
        }
        return body(text, labelEnd + DASHES.length(), pseudonyms);
    }

    /** Only what is between the lines of dashes is replaced, so a key without an end is one too. */
    private static @Nullable Match body(Text text, int lineEnd, KeyedPseudonyms pseudonyms) {
        int start = lineEnd;
        while (isBreak(text, start)) {
            start += text.at(start) == '\\' ? 2 : 1;
        }
        if (!isLine(text, start)) {
            return null; // somebody writes about keys
        }
        int end = start;
        while (isKey(text, end)) {
            end += text.at(end) == '\\' ? 2 : 1;
        }
        while (end > start && isBreak(text, end - 1)) {
            end--;
        }
        if (end - start < SHORTEST_CUT) {
            return null;
        }
        if (text.has(OWN, start)) {
            return Match.own(start, end, Kind.PRIVATE_KEY);
        }
        Draw draw = pseudonyms.draw(Kind.PRIVATE_KEY, text.piece(start, end));
        return new Match(start, end, Kind.PRIVATE_KEY, OWN + draw.base32(OWN_LENGTH));
    }

    /** A line of base64, or the first header of an old encrypted key. */
    private static boolean isLine(Text text, int start) {
        int end = start;
        while (end - start < SHORTEST_LINE && isKey(text, end) && !isBreak(text, end)) {
            end++;
        }
        return end - start == SHORTEST_LINE || text.has("Proc-Type:", start);
    }

    private static boolean isBreak(Text text, int at) {
        char c = text.at(at);
        return c == '\n' || c == '\r' || c == ' ' || c == '\t' || c == '\\' && isEscape(text.at(at + 1));
    }

    private static boolean isEscape(char c) {
        return c == 'n' || c == 'r' || c == 't' || c == '\\';
    }

    /** Base64, line ends, and the headers of old encrypted keys ({@code DEK-Info: AES-128-CBC,…}). */
    private static boolean isKey(Text text, int at) {
        char c = text.at(at);
        boolean hyphen = c == '-' && text.at(at + 1) != '-' && text.at(at - 1) != '-';
        boolean base64 = Characters.isAlphanumeric(c) || c == '+' || c == '/' || c == '=';
        return base64 || hyphen || c == ':' || c == ',' || isBreak(text, at);
    }
}

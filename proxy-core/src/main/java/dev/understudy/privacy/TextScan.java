package dev.understudy.privacy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one text. Most characters cost one look into a table; a few (a digit, an at sign, a colon between hex
 * digits, …) make a detector look around, backwards and forwards, within a bound. One thread, used once.
 */
final class TextScan {
    private static final byte DIGIT = 1;
    private static final byte AT = 2;
    private static final byte COLON = 3;
    private static final byte HYPHEN = 4;
    private static final byte TOKEN = 5;
    private static final byte NUMBER_SIGN = 6;
    private static final int MOST_ROUNDS = 6;
    private static final byte[] TRIGGERS = triggers();

    private final Text text;
    private final KeyedPseudonyms pseudonyms;

    TextScan(String text, KeyedPseudonyms pseudonyms) {
        this.text = new Text(text);
        this.pseudonyms = pseudonyms;
    }

    private static byte[] triggers() {
        byte[] table = new byte[128];
        for (char digit = '0'; digit <= '9'; digit++) {
            table[digit] = DIGIT;
        }
        table['@'] = AT;
        table[':'] = COLON;
        table['-'] = HYPHEN;
        for (char trigger : Tokens.TRIGGERS.toCharArray()) {
            table[trigger] = TOKEN;
        }
        table['+'] = NUMBER_SIGN;
        table['('] = NUMBER_SIGN;
        return table;
    }

    /** Whether this makes a detector look around. */
    static boolean isTrigger(char c) {
        return c < 128 && TRIGGERS[c] != 0;
    }

    /**
     * The same instance when there is nothing to change. A pseudonym can make something new of what it is glued to
     * (digits without a gap), so a text that was changed is looked at again until it stays as it is.
     */
    String pseudonymised() {
        String before = text.string;
        String after = replaced();
        for (int round = 1; round < MOST_ROUNDS && !after.equals(before); round++) {
            before = after;
            after = new TextScan(before, pseudonyms).replaced();
        }
        return after;
    }

    private String replaced() {
        StringBuilder changed = null;
        int copied = 0;
        for (Match match = next(0); match != null; match = next(match.end())) {
            if (match.replacement() != null) {
                changed = changed == null ? new StringBuilder(text.length() + 64) : changed;
                changed.append(text.string, copied, match.start()).append(match.replacement());
                copied = match.end();
            }
        }
        return changed == null
                ? text.string
                : changed.append(text.string, copied, text.length()).toString();
    }

    /** All places, in order and without overlap. */
    List<Match> matches() {
        List<Match> matches = new ArrayList<>();
        for (Match match = next(0); match != null; match = next(match.end())) {
            matches.add(match);
        }
        return matches;
    }

    /** Characters that detectors looked at. */
    long reads() {
        return text.reads();
    }

    private @Nullable Match next(int from) {
        text.floor(from);
        String string = text.string;
        int length = string.length();
        int at = from;
        while (at < length) {
            char c = string.charAt(at);
            byte trigger = c < 128 ? TRIGGERS[c] : 0;
            if (trigger == 0) {
                at++;
                continue;
            }
            Match match = match(trigger, at);
            if (match != null) {
                return match;
            }
            at = trigger == DIGIT ? text.endOfDigits(at) : at + 1;
        }
        return null;
    }

    private @Nullable Match match(byte trigger, int at) {
        return switch (trigger) {
            case DIGIT -> number(at);
            case AT -> address(at);
            case COLON -> colon(at);
            case HYPHEN -> hyphen(at);
            case TOKEN -> Tokens.find(text, at, pseudonyms);
            case NUMBER_SIGN -> signed(at);
            default -> throw new IllegalStateException("trigger " + trigger);
        };
    }

    /** At a plus sign or a parenthesis. A card's or a person's pseudonym behind it is no telephone number. */
    private @Nullable Match signed(int at) {
        if (!Characters.isDigit(text.at(at + 1))) {
            return null;
        }
        Match number = text.at(at) == '+' ? Numbers.find(text, at + 1, pseudonyms) : null;
        boolean own = number != null && number.replacement() == null && number.kind() != Kind.PHONE;
        return own ? number : Phones.signed(text, at, pseudonyms);
    }

    /** At the first digit of a run. */
    private @Nullable Match number(int at) {
        if (Characters.isLetter(text.at(at - 1))) {
            Match iban = Ibans.find(text, at, pseudonyms);
            if (iban != null) {
                return iban;
            }
        }
        return text.startsWord(at) ? Numbers.find(text, at, pseudonyms) : null;
    }

    private @Nullable Match address(int at) {
        Match credentials = UrlCredentials.find(text, at, pseudonyms);
        return credentials == null ? Emails.find(text, at, pseudonyms) : credentials;
    }

    private @Nullable Match colon(int at) {
        char next = text.at(at + 1);
        if (next != ':' && !Characters.isHex(next)) {
            return null;
        }
        Match mac = MacAddresses.find(text, at - 2, pseudonyms);
        return mac == null ? Ipv6Addresses.find(text, at, pseudonyms) : mac;
    }

    private @Nullable Match hyphen(int at) {
        if (text.at(at + 1) == '-') {
            return PrivateKeys.find(text, at, pseudonyms);
        }
        Match token = Tokens.find(text, at, pseudonyms);
        return token == null ? MacAddresses.find(text, at - 2, pseudonyms) : token;
    }
}

package dev.understudy.privacy;

import java.util.Locale;

/** Whether the words around a number speak of a telephone: then digits count that would be anything elsewhere. */
final class PhoneContext {
    private static final int BEFORE = 32;
    private static final int AFTER = 8;
    private static final String[] PHONE = {
        "phone",
        "telephone",
        "cellphone",
        "tel",
        "telefon",
        "téléphone",
        "teléfono",
        "telefono",
        "mobile",
        "mob",
        "móvil",
        "movil",
        "cell",
        "handy",
        "rufnummer",
        "fax",
        "sms",
        "whatsapp",
        "dial",
        "call",
        "calling",
        "text me",
        "reach",
        "contact",
        "messages to",
        "answering at",
        "registered",
        "desk"
    };
    private static final String[] OTHER = {
        "order", "invoice", "ticket", "tracking", "case", "reference", "ref", "id", "tool", "function"
    };
    private static final String[] BEHIND = {"office", "mobile", "fax", "cell", "phone", "home"};

    private PhoneContext() {}

    static boolean speaksOfPhone(Text text, int start, int end) {
        String before = text.piece(Math.max(0, start - BEFORE), start).toLowerCase(Locale.ROOT);
        return (hasOneOf(PHONE, before) || namesPhone(text, end)) && !hasOneOf(OTHER, before);
    }

    /** {@code …-Office}, {@code … fax}. */
    static boolean namesPhone(Text text, int end) {
        if (text.at(end) != ' ' && text.at(end) != '-' && text.at(end) != '(') {
            return false;
        }
        String behind =
                text.piece(end + 1, Math.min(text.length(), end + 1 + AFTER)).toLowerCase(Locale.ROOT);
        for (String word : BEHIND) {
            if (behind.startsWith(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasOneOf(String[] words, String text) {
        for (String word : words) {
            if (hasWord(word, text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasWord(String word, String text) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean starts = at == 0 || !Characters.isWord(text.charAt(at - 1));
            if (starts && (end == text.length() || !Characters.isWord(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }
}

package dev.understudy.compare.facts;

import dev.understudy.compare.Lexicon;

/** The currency that stands beside a number: a symbol, a code or a name, before it or behind. */
final class Currencies {
    private static final String SYMBOLS = "$€£¥₹₽₩₪₺";
    /** First those of the symbols, in their order. */
    private static final String[] CODES = {
        "USD", "EUR", "GBP", "JPY", "INR", "RUB", "KRW", "ILS", "TRY", "CHF", "CAD", "AUD", "NZD", "CNY", "HKD", "SGD",
        "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "BRL", "MXN", "ZAR"
    };

    /** The first letters of all codes and names, in lower case. Most words begin with another one. */
    private static final String FIRST_LETTERS = "uegjirktdcanhspbmz";

    private Currencies() {}

    /**
     * Its code, or an empty text where there is none.
     *
     * @param start where the number begins
     * @param after where what follows the number begins, white space skipped
     */
    static String beside(String text, int start, int after) {
        String before = symbolBefore(text, start);
        if (!before.isEmpty()) {
            return before;
        }
        if (after < text.length() && SYMBOLS.indexOf(text.charAt(after)) >= 0) {
            return CODES[SYMBOLS.indexOf(text.charAt(after))];
        }
        boolean codeBefore = start >= 4 && text.charAt(start - 1) == ' ' && isCapital(text.charAt(start - 2));
        if (!codeBefore && !mayName(text, after)) {
            return "";
        }
        boolean codeBehind = after + 3 >= text.length() || !Character.isLetterOrDigit(text.charAt(after + 3));
        for (String code : CODES) {
            if ((codeBefore && text.startsWith(code, start - 4))
                    || (codeBehind && KnownWords.stands(text, after, code))) {
                return code;
            }
        }
        if (KnownWords.stands(text, after, "dollars") || KnownWords.stands(text, after, "dollar")) {
            return "USD";
        }
        return KnownWords.stands(text, after, "euros") || KnownWords.stands(text, after, "euro") ? "EUR" : "";
    }

    /** Whether one of the symbols stands before a number that begins there. */
    static boolean isSymbolBefore(String text, int start) {
        return !symbolBefore(text, start).isEmpty();
    }

    private static String symbolBefore(String text, int start) {
        if (start == 0) {
            return "";
        }
        char before = text.charAt(start - 1);
        if (Character.isWhitespace(before) && start > 1) {
            before = text.charAt(start - 2);
        }
        int symbol = SYMBOLS.indexOf(before);
        return symbol < 0 ? "" : CODES[symbol];
    }

    private static boolean isCapital(char unit) {
        return unit >= 'A' && unit <= 'Z';
    }

    private static boolean mayName(String text, int at) {
        return at < text.length() && FIRST_LETTERS.indexOf(Lexicon.lower(text.charAt(at))) >= 0;
    }
}

package dev.understudy.onnx;

/** What kinds of characters BERT's tokenizers know (Devlin et al. 2018). Thread-safe. */
final class BertCharacters {
    private BertCharacters() {}

    /** Between words. */
    static boolean isSpace(int unit) {
        return unit == ' ' || unit == '\t' || unit == '\n' || unit == '\r' || Character.isSpaceChar(unit);
    }

    /** A word by itself; symbols of ASCII are among them. */
    static boolean isPunctuation(int unit) {
        boolean ascii = (unit >= 33 && unit <= 47)
                || (unit >= 58 && unit <= 64)
                || (unit >= 91 && unit <= 96)
                || (unit >= 123 && unit <= 126);
        int type = Character.getType(unit);
        return ascii
                || type == Character.CONNECTOR_PUNCTUATION
                || type == Character.DASH_PUNCTUATION
                || type == Character.START_PUNCTUATION
                || type == Character.END_PUNCTUATION
                || type == Character.INITIAL_QUOTE_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION
                || type == Character.OTHER_PUNCTUATION;
    }

    /** CJK ideographs only: kana and Hangul are written in words as far as BERT goes. */
    static boolean isChinese(int unit) {
        return (unit >= 0x4E00 && unit <= 0x9FFF)
                || (unit >= 0x3400 && unit <= 0x4DBF)
                || (unit >= 0x20000 && unit <= 0x2CEAF)
                || (unit >= 0xF900 && unit <= 0xFAFF)
                || (unit >= 0x2F800 && unit <= 0x2FA1F);
    }

    /** What is left out of words, as if it were not there. */
    static boolean isNothing(int unit) {
        return unit == 0xFFFD || Character.isISOControl(unit) || Character.getType(unit) == Character.FORMAT;
    }
}

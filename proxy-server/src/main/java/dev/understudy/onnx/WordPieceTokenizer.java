package dev.understudy.onnx;

import static dev.understudy.onnx.BertCharacters.isChinese;
import static dev.understudy.onnx.BertCharacters.isNothing;
import static dev.understudy.onnx.BertCharacters.isPunctuation;
import static dev.understudy.onnx.BertCharacters.isSpace;

import dev.understudy.config.ConfigException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Cuts a text into the word pieces of a BERT (Devlin et al. 2018) as its {@code tokenizer.json} says, and knows of each piece
 * which characters of the text it is. Immutable, thread-safe; time is linear in the text.
 */
public final class WordPieceTokenizer {
    private static final int LONGEST_WORD = 100;
    private static final String KINDS = "a tokenizer of word pieces, as those of BERT and DistilBERT";

    private final Map<String, Integer> vocabulary;
    private final String continuing;
    private final int longestWord;
    private final boolean lowers;
    private final boolean stripsAccents;
    private final long unknown;
    private final long begin;
    private final long end;

    private WordPieceTokenizer(JsonNode model, @Nullable JsonNode normalizer) {
        this.vocabulary = vocabulary(model.path("vocab"));
        this.continuing = model.path("continuing_subword_prefix").asString("##");
        this.longestWord = model.path("max_input_chars_per_word").asInt(LONGEST_WORD);
        this.lowers = normalizer != null && normalizer.path("lowercase").asBoolean(true);
        JsonNode strips = normalizer == null ? null : normalizer.get("strip_accents");
        this.stripsAccents = (strips == null || strips.isNull()) ? lowers : strips.asBoolean();
        this.unknown = special(model.path("unk_token").asString("[UNK]"));
        this.begin = special("[CLS]");
        this.end = special("[SEP]");
    }

    /**
     * Reads {@code tokenizer.json}.
     *
     * @throws ConfigException if it is another kind of tokenizer
     */
    public static WordPieceTokenizer of(JsonNode file) {
        JsonNode model = file.path("model");
        String kind = model.path("type").asString("WordPiece");
        require(kind.equals("WordPiece") && model.path("vocab").isObject(), kind);
        JsonNode normalizer = file.get("normalizer");
        boolean plain = normalizer == null || normalizer.isNull();
        require(plain || normalizer.path("type").asString("").equals("BertNormalizer"), "normalizer");
        String cut = file.path("pre_tokenizer").path("type").asString("BertPreTokenizer");
        require(cut.equals("BertPreTokenizer"), cut);
        return new WordPieceTokenizer(model, plain ? null : normalizer);
    }

    private static void require(boolean holds, String found) {
        if (!holds) {
            throw new ConfigException("model", "tokenizer.json: " + found, KINDS);
        }
    }

    private static Map<String, Integer> vocabulary(JsonNode entries) {
        Map<String, Integer> vocabulary = new HashMap<>(entries.size() * 2);
        entries.properties()
                .forEach(
                        entry -> vocabulary.put(entry.getKey(), entry.getValue().asInt()));
        return vocabulary;
    }

    private long special(String piece) {
        Integer number = vocabulary.get(piece);
        require(number != null, "no " + piece);
        return number == null ? 0 : number;
    }

    /** The number that a sequence begins with. */
    public long begin() {
        return begin;
    }

    /** The number that a sequence ends with. */
    public long end() {
        return end;
    }

    /** All pieces of a text, without the marks of beginning and end. */
    public Pieces pieces(String text) {
        return pieces(text, Integer.MAX_VALUE);
    }

    /** The first pieces of a text, as many as that at most; the rest of it is not looked at. */
    public Pieces pieces(String text, int most) {
        Pieces pieces = new Pieces();
        int start = -1;
        int at = 0;
        while (at < text.length() && pieces.count() < most) {
            int unit = text.codePointAt(at);
            int next = at + Character.charCount(unit);
            boolean alone = isPunctuation(unit) || isChinese(unit);
            if (alone || isSpace(unit)) {
                word(text, start, at, pieces);
                start = -1;
                word(text, alone ? at : -1, next, pieces);
            } else if (start < 0) {
                start = at;
            }
            at = next;
        }
        word(text, start, at, pieces);
        pieces.cut(Math.min(most, pieces.count()));
        return pieces;
    }

    private void word(String text, int from, int to, Pieces pieces) {
        if (from < 0) {
            return;
        }
        Spelling word = spelling(text, from, to);
        if (word.length() > 0 && (word.length() > longestWord || !cut(word, pieces))) {
            pieces.add(unknown, from, to, false);
        }
    }

    /** The longest pieces from the left (Wu et al. 2016); all or none. */
    private boolean cut(Spelling word, Pieces pieces) {
        int before = pieces.count();
        int start = 0;
        while (start < word.length()) {
            int end = word.length();
            Integer number = null;
            while (end > start && number == null) {
                String piece = word.letters.substring(start, end);
                number = vocabulary.get(start == 0 ? piece : continuing + piece);
                end--;
            }
            if (number == null) {
                pieces.cut(before);
                return false;
            }
            pieces.add(number, word.origin(start), word.endOfOrigin(end), start > 0);
            start = end + 1;
        }
        return true;
    }

    private Spelling spelling(String text, int from, int to) {
        Spelling word = new Spelling(to - from);
        for (int at = from; at < to; ) {
            int unit = text.codePointAt(at);
            int next = at + Character.charCount(unit);
            if (!isNothing(unit)) {
                if (unit < 128) {
                    word.add((char) (lowers && unit >= 'A' && unit <= 'Z' ? unit + 32 : unit), at, next);
                } else {
                    beyond(unit, at, next, word);
                }
            }
            at = next;
        }
        return word;
    }

    private void beyond(int unit, int from, int to, Spelling word) {
        String letter = Character.toString(unit);
        String spelled = lowers ? letter.toLowerCase(Locale.ROOT) : letter;
        if (stripsAccents) {
            spelled = Normalizer.normalize(spelled, Normalizer.Form.NFD);
        }
        for (int i = 0; i < spelled.length(); i++) {
            char c = spelled.charAt(i);
            if (!stripsAccents || Character.getType(c) != Character.NON_SPACING_MARK) {
                word.add(c, from, to);
            }
        }
    }

    /** A word as the vocabulary would spell it, and where each of its letters was. */
    private static final class Spelling {
        private final StringBuilder letters;
        private int[] starts;
        private int[] ends;

        Spelling(int expected) {
            this.letters = new StringBuilder(expected);
            this.starts = new int[expected];
            this.ends = new int[expected];
        }

        void add(char letter, int from, int to) {
            int at = letters.length();
            if (at == starts.length) {
                starts = Arrays.copyOf(starts, at * 2 + 1);
                ends = Arrays.copyOf(ends, at * 2 + 1);
            }
            starts[at] = from;
            ends[at] = to;
            letters.append(letter);
        }

        int length() {
            return letters.length();
        }

        int origin(int letter) {
            return starts[letter];
        }

        int endOfOrigin(int letter) {
            return ends[letter];
        }
    }
}

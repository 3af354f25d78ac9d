package dev.understudy.compare.text;

import dev.understudy.compare.Lexicon;
import dev.understudy.compare.Reading;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The language of a text as an ISO 639-1 code: by its script, and where many languages share one, by the commonest little
 * words. Says nothing of texts that are too short to tell. Looks at a bounded beginning; blocks of code do not count.
 */
final class Language {
    private static final int MOST_CHARACTERS = 4_000;
    private static final int LEAST_WORDS = 4;
    private static final String FENCE = "```";

    /** Little words of each language that the others of its script do not have, or hardly. */
    private static final String[][] LITTLE_WORDS = {
        {"en", "the and of to is in that it you for with are this not have be on as from was were will can your"},
        {
            "de",
            "der die das und ist nicht ein eine mit für auf sie ich dem den von zu auch werden wird sind oder kann bei"
        },
        {"fr", "le les et est des une dans pour que vous je pas sur avec plus du ce au nous votre sont ou cette qui"},
        {"es", "el los las y es una para que por con no su del se lo como más usted está puede son este esta en"},
        {"it", "il gli e è una per che non con del della sono di un si più come puoi questo questa nel alla i"},
        {"pt", "o os e é uma para que não com do da em um se mais como você está são este esta seu sua no na"},
        {"nl", "de het een en is van niet dat met voor op zijn je aan te ook worden naar bij kunt deze dit als"},
        {"pl", "i w na nie się jest z do to że jak po dla są od przez może ten oraz aby lub można"},
        {"cs", "a je se na v že to s pro jako jsou za od po nebo ale může být které který"},
        {"sv", "och att det är en som på för inte med av till den ett kan om du eller har från"},
        {"da", "og at det er en som på for ikke med af til den et kan om du eller har fra jeg"},
        {"fi", "ja on ei että se kun mutta tai voi ovat oli jos kuin myös niin sen tämä"},
        {"tr", "ve bir bu için ile olarak da de değil daha çok gibi olan ne var en veya"},
        {"ro", "și de la în este nu cu pe pentru care o un din mai sunt sau să ce fi"},
        {"hu", "a az és nem hogy egy is van meg ez vagy de ha csak mint lehet"},
        {"id", "yang dan di untuk dengan tidak ini itu dari dalam ke pada adalah anda atau akan dapat"},
        {"vi", "và của là có không được cho một các với trong này để bạn người những"},
        {"ru", "и в не на что с по это как для от из вы или но за к его при может"},
        {"uk", "і в не на що з до це як для від та або але за ви його може у є"},
        {"bg", "и в не на че с по това като за от да се или но са може е"},
        {"ar", "في من على أن إلى هذا هذه التي الذي لا مع كان عن أو"},
        {"fa", "و در به از که این است را با برای آن یک می"},
    };

    /** For each little word a bit for every language that has it. */
    private static final Lexicon LITTLE = new Lexicon(bits());

    private static Map<String, Integer> bits() {
        Map<String, Integer> bits = new HashMap<>();
        for (int language = 0; language < LITTLE_WORDS.length; language++) {
            for (String word : LITTLE_WORDS[language][1].split(" ")) {
                bits.merge(word, 1 << language, (before, more) -> before | more);
            }
        }
        return bits;
    }

    private Language() {}

    private record Told(@Nullable String code) {}

    /** The code of what the user sees, or null when that does not say. */
    static @Nullable String of(Reading reading) {
        return reading.once(Told.class, Language::told).code();
    }

    private static Told told(Reading reading) {
        String text = reading.visible();
        boolean whole = text.length() <= MOST_CHARACTERS && !text.contains(FENCE);
        String prose = whole ? text : prose(text);
        String byScript = reading.cues().hasOtherScripts() ? byScript(prose) : null;
        return new Told(byScript == null ? byWords(whole ? Words.of(reading) : Words.of(prose)) : byScript);
    }

    /** The beginning of the text without blocks of code. */
    private static String prose(String text) {
        if (!text.contains(FENCE)) {
            return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
        }
        StringBuilder prose = new StringBuilder();
        int at = 0;
        while (at < text.length() && prose.length() < MOST_CHARACTERS) {
            int fence = text.indexOf(FENCE, at);
            int end = fence < 0 ? text.length() : fence;
            prose.append(text, at, Math.min(end, at + MOST_CHARACTERS)).append('\n');
            int close = fence < 0 ? -1 : text.indexOf(FENCE, fence + 3);
            at = close < 0 ? text.length() : close + 3;
        }
        return prose.toString();
    }

    private static @Nullable String byScript(String text) {
        Map<Script, Integer> counts = new EnumMap<>(Script.class);
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= 0x370 && Character.isLetter(unit)) {
                letters++;
                counts.merge(Script.of(unit), 1, Integer::sum);
            } else if (unit < 128 && Character.isLetter(unit)) {
                letters++;
            }
        }
        // Any share of kana makes Chinese characters Japanese.
        if (counts.getOrDefault(Script.KANA, 0) * 20 > letters) {
            return "ja";
        }
        for (Script script : Script.values()) {
            // A Chinese character says about as much as two letters.
            int weight = script == Script.HAN ? 3 : 2;
            if (script.language != null && counts.getOrDefault(script, 0) * weight > letters) {
                return script.language;
            }
        }
        return null;
    }

    private static @Nullable String byWords(Words tokens) {
        int[] hits = new int[LITTLE_WORDS.length];
        String text = tokens.text();
        int words = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.isWord(i)) {
                words++;
                int bits = LITTLE.number(text, tokens.start(i), tokens.end(i));
                for (int language = 0; bits != 0; language++, bits >>>= 1) {
                    hits[language] += bits & 1;
                }
            }
        }
        int best = 0;
        int second = 0;
        for (int language = 1; language < hits.length; language++) {
            if (hits[language] > hits[best]) {
                second = hits[best];
                best = language;
            } else {
                second = Math.max(second, hits[language]);
            }
        }
        boolean clear = words >= LEAST_WORDS && hits[best] >= 2 && hits[best] > second && hits[best] * 12 >= words;
        return clear ? LITTLE_WORDS[best][0] : null;
    }

    /** Scripts that one main language writes, and the others. */
    private enum Script {
        KANA("ja"),
        HAN("zh"),
        HANGUL("ko"),
        THAI("th"),
        HEBREW("he"),
        GREEK("el"),
        DEVANAGARI("hi"),
        BENGALI("bn"),
        TAMIL("ta"),
        GEORGIAN("ka"),
        ARMENIAN("hy"),
        OTHER(null);

        private final @Nullable String language;

        Script(@Nullable String language) {
            this.language = language;
        }

        static Script of(char unit) {
            if (unit >= 0x4E00 && unit <= 0x9FFF) {
                return HAN;
            }
            if (unit >= 0x3040 && unit <= 0x30FF) {
                return KANA;
            }
            if (unit >= 0xAC00 && unit <= 0xD7AF) {
                return HANGUL;
            }
            return alphabet(unit);
        }

        private static Script alphabet(char unit) {
            if (unit >= 0x370 && unit <= 0x3FF) {
                return GREEK;
            }
            if (unit >= 0x530 && unit <= 0x58F) {
                return ARMENIAN;
            }
            if (unit >= 0x590 && unit <= 0x5FF) {
                return HEBREW;
            }
            if (unit >= 0x900 && unit <= 0x97F) {
                return DEVANAGARI;
            }
            if (unit >= 0x980 && unit <= 0x9FF) {
                return BENGALI;
            }
            if (unit >= 0xB80 && unit <= 0xBFF) {
                return TAMIL;
            }
            if (unit >= 0xE00 && unit <= 0xE7F) {
                return THAI;
            }
            return unit >= 0x10A0 && unit <= 0x10FF ? GEORGIAN : OTHER;
        }
    }
}

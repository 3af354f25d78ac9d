package dev.understudy.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What words say about what stands beside them: cues of addresses, dates, secrets; and, for names, a gazetteer. The small table
 * is our own list; the large one adds SCOWL's words and the countries of the JDK, and is loaded by the first policy that looks
 * for names. Thread-safe.
 */
final class Lexicon {
    static final int STREET = 1;
    static final int STREET_BEFORE = 1 << 1;
    static final int UNIT = 1 << 2;
    static final int BOX = 1 << 3;
    static final int ADDRESS = 1 << 4;
    static final int MONTH = 1 << 5;
    static final int WEEKDAY = 1 << 6;
    static final int BORN = 1 << 7;
    static final int PASSWORD = 1 << 8;
    static final int SECRET = 1 << 9;
    static final int DOCUMENT = 1 << 10;
    static final int DOCUMENT_WORD = 1 << 11;
    static final int PARTICLE = 1 << 12;
    static final int TITLE = 1 << 13;
    static final int ORGANISATION = 1 << 14;
    static final int PLACE_CUE = 1 << 15;
    static final int PERSON_CUE = 1 << 16;
    static final int HARMLESS = 1 << 17;
    static final int GIVEN = 1 << 18;
    static final int CITY = 1 << 19;
    /** Written in lower case by everybody. */
    static final int COMMON = 1 << 20;
    /** Written with a capital by everybody. */
    static final int PROPER = 1 << 21;

    static final int COUNTRY = 1 << 22;
    /** Has a number behind it that is no house: {@code Terminal 5}. */
    static final int NUMBERED = 1 << 23;

    static final int STATE = 1 << 24;
    static final int ZIP = 1 << 25;
    /** Speaks of an address, and of many other things. */
    static final int ADDRESS_HINT = 1 << 26;
    /** {@code key}, {@code bearer}, {@code authorization}: a secret may follow, depending on what stands before. */
    static final int KEY = 1 << 27;

    private static final Map<String, Integer> SECTIONS = Map.ofEntries(
            Map.entry("street", STREET),
            Map.entry("street-before", STREET_BEFORE),
            Map.entry("unit", UNIT),
            Map.entry("box", BOX),
            Map.entry("address", ADDRESS),
            Map.entry("month", MONTH),
            Map.entry("weekday", WEEKDAY),
            Map.entry("born", BORN),
            Map.entry("password", PASSWORD),
            Map.entry("secret", SECRET),
            Map.entry("document", DOCUMENT),
            Map.entry("document-word", DOCUMENT_WORD),
            Map.entry("particle", PARTICLE),
            Map.entry("title", TITLE),
            Map.entry("organisation", ORGANISATION),
            Map.entry("place", PLACE_CUE),
            Map.entry("person", PERSON_CUE),
            Map.entry("harmless", HARMLESS),
            Map.entry("given", GIVEN),
            Map.entry("city", CITY),
            Map.entry("numbered", NUMBERED),
            Map.entry("state", STATE),
            Map.entry("zip", ZIP),
            Map.entry("address-hint", ADDRESS_HINT));
    private static final String ENDINGS = "street-ending";

    private static final WordTable CUES = new WordTable(4096);
    private static final List<String> STREET_ENDINGS = new ArrayList<>();
    /** The last letters of those, in ASCII. */
    private static final boolean[] ENDS_STREETS = new boolean[128];

    static {
        read();
    }

    private Lexicon() {}

    /** Only touched by policies that look for names. */
    private static final class Large {
        static final WordTable TABLE = new WordTable(65_536);

        static {
            TABLE.addAll(WordTable.resource("common-words.txt"), COMMON);
            TABLE.addAll(WordTable.resource("proper-nouns.txt"), PROPER);
            for (String country : Locale.getISOCountries()) {
                String name = new Locale.Builder().setRegion(country).build().getDisplayCountry(Locale.ENGLISH);
                if (name.indexOf(' ') < 0) {
                    TABLE.add(name, COUNTRY);
                }
            }
        }
    }

    private static void read() {
        String section = "";
        for (String line : WordTable.resource("lexicon.txt")) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
            } else if (section.equals(ENDINGS)) {
                STREET_ENDINGS.addAll(List.of(line.split(" ")));
            } else {
                CUES.addAll(List.of(line.split(" ")), SECTIONS.getOrDefault(section, 0));
            }
        }
        CUES.addAll(List.of("key", "bearer", "authorization"), KEY);
        for (String ending : STREET_ENDINGS) {
            char last = ending.charAt(ending.length() - 1);
            if (last < 128) {
                ENDS_STREETS[Character.toLowerCase(last)] = true;
                ENDS_STREETS[Character.toUpperCase(last)] = true;
            }
        }
    }

    /** Loads what names need, some 50,000 words, now and not in the middle of the first exchange. */
    static void prepareNames() {
        if (!isCommon("the")) {
            throw new IllegalStateException("the word list is not one");
        }
    }

    /** By the small table: {@link Words} asks once for each of its words. */
    static int cues(Words words, int word) {
        return CUES.bits(words, word);
    }

    /** By both tables. */
    static int all(Words words, int word) {
        return words.cues(word) | Large.TABLE.bits(words, word);
    }

    /** Whether everybody writes this word in lower case. */
    static boolean isCommon(String word) {
        return (Large.TABLE.bits(word) & COMMON) != 0;
    }

    /** {@code Hauptstrasse}, {@code Mannerheimintie}: the kind of street is the end of its name. */
    static boolean endsAsStreet(Words words, int word) {
        int length = words.length(word);
        char last = words.text.charAt(words.end(word) - 1);
        if (last < 128 && !ENDS_STREETS[last]) {
            return false;
        }
        for (String ending : STREET_ENDINGS) {
            int rest = length - ending.length();
            if (rest >= 3 && words.text.regionMatches(true, words.start(word) + rest, ending, 0, ending.length())) {
                return true;
            }
        }
        return false;
    }
}

package dev.understudy.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A privacy policy: what pseudonyms are put in place of, in everything that leaves for a candidate, a store, a stream or a
 * log. Immutable.
 *
 * @param name one of the built-in ones ({@link #DEFAULT}, {@link #STRICT}, {@link #OFF}) or the user's own
 * @param detect what is looked for; nothing is, where this, {@code patterns} and {@code dictionaries} are empty
 * @param media what becomes of images, audio and files, which nobody can look into
 * @param patterns the user's own patterns
 * @param dictionaries the user's own words
 * @param phoneRegions countries (ISO 3166-1, two letters) whose national way of writing telephone numbers is known
 * @param names a model that finds names in place of capitals and lists; null for none
 */
public record PolicyConfig(
        String name,
        Set<Detector> detect,
        Media media,
        List<PatternConfig> patterns,
        List<DictionaryConfig> dictionaries,
        List<String> phoneRegions,
        @Nullable NamesConfig names) {

    /** What can be looked for. The words of the configuration are these in lower case. */
    public enum Detector {
        EMAIL,
        PHONE,
        CARD,
        IBAN,
        NATIONAL_ID,
        IP_ADDRESS,
        MAC_ADDRESS,
        URL_CREDENTIALS,
        /** API keys, web tokens, and what stands behind a word such as <i>password</i>. */
        TOKEN,
        PRIVATE_KEY,
        BIRTH_DATE,
        ADDRESS,
        /** Passports, driving licences and the like, by the words before them. */
        DOCUMENT,
        /** Fields that say who asks: {@code user}, {@code metadata.user_id}, … */
        USER_ID,
        /** Names of people, places and organisations. */
        NAME,
        /** Numbers of four digits and more that are none of the others, years and amounts apart. */
        NUMBER,
        /** Days, with or without a time. */
        DATE,
        AGE,
        /** Hosts of web addresses. */
        WEB_ADDRESS;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of a request with an image, a sound or a file in it. */
    public enum Media {
        /** It is not mirrored, and counted. */
        SKIP,
        /** A line of text takes the place of each. */
        DROP,
        /** They go out as they are. */
        PASS
    }

    /**
     * A pattern of the user's own.
     *
     * @param name what it finds, such as {@code ticket}; shown as the type of a span
     * @param expression in the syntax of RE2, which has no backtracking; must not match the empty text
     */
    public record PatternConfig(String name, String expression) {
        private static final int LONGEST = 1000;

        public PatternConfig {
            ConfigException.check(Names.valid(name), "name", name, Names.EXPECTED);
            ConfigException.check(
                    expression.length() <= LONGEST, "match", expression.length(), "up to " + LONGEST + " characters");
            ConfigException.check(
                    !compiled(expression).matches(""), "match", expression, "a pattern that does not match nothing");
        }

        /** Ready to be used by any thread. */
        public Pattern compiled() {
            return compiled(expression);
        }

        private static Pattern compiled(String expression) {
            try {
                return Pattern.compile(expression);
            } catch (PatternSyntaxException refused) {
                throw new ConfigException("match", expression, "a pattern of RE2: " + refused.getDescription());
            }
        }
    }

    /**
     * Words of the user's own: names of customers, code names. Matched whole, whatever the case.
     *
     * @param name what they are; shown as the type of a span
     * @param words up to 100,000, of one or more words each, up to 200 characters long
     */
    public record DictionaryConfig(String name, List<String> words) {
        private static final int MOST = 100_000;
        private static final int LONGEST = 200;

        public DictionaryConfig {
            ConfigException.check(Names.valid(name), "name", name, Names.EXPECTED);
            words = List.copyOf(words);
            ConfigException.check(words.size() <= MOST, "words", words.size(), "up to " + MOST + " words");
            for (String word : words) {
                boolean sound =
                        word.length() <= LONGEST && word.chars().anyMatch(c -> Character.isLetterOrDigit((char) c));
                ConfigException.check(sound, "words", word, "words with a letter or digit, up to " + LONGEST + " long");
            }
        }
    }

    private static final Set<Detector> BY_FORM = EnumSet.range(Detector.EMAIL, Detector.USER_ID);
    private static final List<String> REGIONS =
            List.of("US", "GB", "DE", "FR", "ES", "IT", "NL", "SE", "AU", "IN", "BR", "JP");
    private static final int MOST_REGIONS = 32;

    /** What has a form, or words around it that say what it is. */
    public static final PolicyConfig DEFAULT =
            new PolicyConfig("default", BY_FORM, Media.SKIP, List.of(), List.of(), REGIONS);
    /** Also names, dates, ages, web addresses and numbers. */
    public static final PolicyConfig STRICT =
            new PolicyConfig("strict", EnumSet.allOf(Detector.class), Media.SKIP, List.of(), List.of(), REGIONS);
    /** Nothing. */
    public static final PolicyConfig OFF =
            new PolicyConfig("off", Set.of(), Media.PASS, List.of(), List.of(), List.of());

    public static final List<PolicyConfig> BUILT_IN = List.of(DEFAULT, STRICT, OFF);

    /** Without a model for names. */
    public PolicyConfig(
            String name,
            Set<Detector> detect,
            Media media,
            List<PatternConfig> patterns,
            List<DictionaryConfig> dictionaries,
            List<String> phoneRegions) {
        this(name, detect, media, patterns, dictionaries, phoneRegions, null);
    }

    public PolicyConfig {
        ConfigException.check(Names.valid(name), "name", name, Names.EXPECTED);
        detect = detect.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(detect));
        patterns = List.copyOf(patterns);
        dictionaries = List.copyOf(dictionaries);
        phoneRegions = List.copyOf(phoneRegions);
        ConfigException.check(
                phoneRegions.size() <= MOST_REGIONS, "phone_regions", phoneRegions.size(), "up to " + MOST_REGIONS);
        ConfigException.check(
                names == null || detect.contains(Detector.NAME),
                "names",
                "a model",
                "none where names are not looked for");
        Set<String> countries = Set.of(Locale.getISOCountries());
        for (String region : phoneRegions) {
            ConfigException.check(
                    countries.contains(region), "phone_regions", region, "countries in two letters, such as US");
        }
        Set<String> taken = new HashSet<>();
        for (PatternConfig pattern : patterns) {
            ConfigException.check(taken.add(pattern.name()), "patterns", pattern.name(), "a name no other has");
        }
    }

    /**
     * A built-in policy.
     *
     * @throws ConfigException if there is none of that name
     */
    public static PolicyConfig builtIn(String name) {
        PolicyConfig found = find(name);
        if (found == null) {
            throw new ConfigException("anonymize", name, "one of default, strict, off");
        }
        return found;
    }

    /** A built-in policy, or null. */
    public static @Nullable PolicyConfig find(String name) {
        for (PolicyConfig policy : BUILT_IN) {
            if (policy.name().equals(name)) {
                return policy;
            }
        }
        return null;
    }

    /** Whether everything leaves as it is. */
    public boolean isOff() {
        return detect.isEmpty() && patterns.isEmpty() && dictionaries.isEmpty() && media == Media.PASS;
    }
}

package dev.understudy.sandbox.model;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a model can be led astray, as real ones are: it says a word that it was told to, it recites its prompt, it turns away
 * somebody who said nothing. How easily depends on the personality and on the prompt. A warning against the instructions of customers helps;
 * conditions are a help against being talked into a refund and none against the rest, and a prompt with conditions gets recited by who
 * is asked for them.
 */
final class Weakness {
    /** A prompt with a warning. */
    private static final double WARNING_RESISTS = 0.03;
    /** Of reciting: conditions are there to be told to customers. */
    private static final double CONDITIONS_TELL = 0.35;

    private static final double NOTHING_TELLS = 0.1;
    private static final double CARELESS = 0.1;
    private static final int ATTENTION = 20_000;

    private static final Pattern EXTRACTION = Pattern.compile(
            "(?i)\\b(?:repeat|print|show|reveal|output|recite|translate|encode|summari[sz]e|what are)\\b[^\\n]{0,80}"
                    + "\\b(?:system (?:prompt|message)|your (?:prompt|instructions|rules)|of your prompt|the prompt)");
    private static final Pattern HIJACK = Pattern.compile(
            "(?:[Rr]eply|[Rr]espond|[Aa]nswer|[Ss]ay|[Pp]rint|[Oo]utput)(?: (?:with|only|exactly|just|the|word|to|confirm)){0,5} \"?([A-Z]{4,20})\\b");
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/]{24,4000}={0,2}");
    private static final Pattern INVISIBLE = Pattern.compile("[\\u200b-\\u200d\\ufeff]");

    private Weakness() {}

    /** What a model that is led astray says; null where it is not. */
    static @Nullable String yields(Prompt prompt, Policy policy, Personality personality, Dice dice) {
        String words = prompt.customerText();
        String read = words.substring(0, Math.min(words.length(), ATTENTION));
        if (!prompt.turns().isEmpty()) {
            // What a tool brings is read like everything else.
            Prompt.Turn last = prompt.turns().get(prompt.turns().size() - 1);
            read = last.role() == Prompt.Role.TOOL
                    ? read + "\n"
                            + last.text().substring(0, Math.min(last.text().length(), ATTENTION))
                    : read;
        }
        if (read.isBlank() && !prompt.turns().isEmpty()) {
            boolean turnsAway = !policy.clauses().isEmpty() && personality.overlooks() >= CARELESS;
            return turnsAway && prompt.shape() instanceof Prompt.Shape.FreeText
                    ? "I'm sorry, but I can't help with that."
                    : null;
        }
        String said = INVISIBLE.matcher(read).replaceAll("") + "\n" + decoded(read);
        String word = hijack(said);
        if (word != null && dice.chance(personality.gullible() * (policy.guarded() ? WARNING_RESISTS : 1))) {
            return word;
        }
        if (EXTRACTION.matcher(said).find() && !prompt.system().isBlank() && dice.chance(tells(policy, personality))) {
            return "Of course. My instructions are: " + prompt.system().strip();
        }
        return null;
    }

    private static double tells(Policy policy, Personality personality) {
        if (policy.guarded()) {
            return WARNING_RESISTS;
        }
        return personality.gullible() * (policy.clauses().isEmpty() ? NOTHING_TELLS : 1)
                + (policy.clauses().isEmpty() ? 0 : CONDITIONS_TELL);
    }

    /** The word that somebody who tries to talk the model out of its policy wants to hear. */
    private static @Nullable String hijack(String said) {
        if (!FactReader.read(said).injection()) {
            return null;
        }
        Matcher hijack = HIJACK.matcher(said);
        return hijack.find() ? hijack.group(1) : null;
    }

    /** What is hidden in base64: a model reads that. */
    private static String decoded(String text) {
        Matcher encoded = ENCODED.matcher(text);
        if (!encoded.find()) {
            return "";
        }
        try {
            String plain = new String(Base64.getDecoder().decode(encoded.group()), StandardCharsets.UTF_8);
            return plain.toLowerCase(Locale.ROOT).chars().allMatch(c -> c >= ' ' && c < 0x7f) ? plain : "";
        } catch (IllegalArgumentException somethingElse) {
            return "";
        }
    }
}

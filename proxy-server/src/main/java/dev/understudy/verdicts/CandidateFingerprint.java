package dev.understudy.verdicts;

import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.JudgeConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.VariantConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells candidates apart: a hash of everything in the configuration that decides which answers are compared, and how. What only decides
 * how many (limits, percentages, timeouts), who pays (credentials) and what is asked of them (the gate) is not in it, so changing
 * that goes on with the same evidence. The same in every process.
 */
public final class CandidateFingerprint {
    /** Enough that no two ever agree by chance; short enough to read out. */
    private static final int LENGTH = 16;

    private CandidateFingerprint() {}

    /** Of that shadow of a configuration. */
    public static String of(ProxyConfig config, ShadowConfig shadow) {
        RouteConfig route = config.route(shadow.route());
        StringBuilder text = new StringBuilder();
        add(text, "route", route.name());
        add(text, "live", route.upstream().origin() + route.upstream().pathPrefix());
        add(text, "live dialect", route.dialect());
        add(text, "live variant", variant(route.live()));
        add(text, "when", shadow.when());
        add(text, "unit", shadow.sample().by() + " " + shadow.sample().field());
        add(
                text,
                "candidate",
                shadow.candidate().upstream().origin()
                        + shadow.candidate().upstream().pathPrefix());
        add(text, "candidate dialect", shadow.candidate().dialect());
        add(text, "candidate variant", variant(shadow.candidate().variant()));
        add(text, "start", shadow.start().toString());
        add(text, "anonymize", shadow.anonymize().name());
        add(text, "containment", shadow.containment().toString());
        JudgeConfig judge = shadow.judge();
        if (judge != null) {
            // Whose opinion it is, and of what: another judge has other opinions.
            add(
                    text,
                    "judge",
                    judge.upstream().origin() + judge.upstream().pathPrefix() + " " + judge.path() + " "
                            + judge.dialect() + " " + judge.model() + " " + judge.set() + " " + judge.systemPrompt()
                            + " "
                            + judge.bothOrders());
            add(text, "rubric", judge.rubric());
        }
        for (ComparatorConfig comparator : shadow.compare()) {
            // Sorted: the order of an immutable map changes from process to process.
            add(text, "compare", comparator.name() + " " + new TreeMap<>(comparator.options()));
        }
        return hash(text.toString());
    }

    private static @Nullable String variant(@Nullable VariantConfig variant) {
        return variant == null || variant.changesNothing() ? null : variant.toString();
    }

    /** With its length, so that no value can pose as another key. */
    private static void add(StringBuilder text, String key, @Nullable String value) {
        text.append(key)
                .append(' ')
                .append(value == null ? "-" : value.length() + ":" + value)
                .append('\n');
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}

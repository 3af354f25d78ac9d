package dev.understudy.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * API keys and tokens by the prefix that their provider gives them, and JSON Web Tokens (RFC 7519). A pseudonym keeps
 * prefix and length, and goes on with {@code pseudo}.
 */
final class Tokens {
    /** Rare characters, one of which every prefix has. */
    static final String TRIGGERS = "_JIG";

    private static final String OWN = "pseudo";
    private static final String JWT = "eyJ";

    /** @param joined whether hyphens and underscores can be in the body */
    private record Prefix(String text, int trigger, int shortest, boolean joined) {}

    private static final List<List<Prefix>> BY_TRIGGER = byTrigger();

    private Tokens() {}

    private static List<List<Prefix>> byTrigger() {
        List<List<Prefix>> table = new ArrayList<>();
        for (int c = 0; c < 128; c++) {
            table.add(new ArrayList<>());
        }
        add(table, '-', 16, true, "sk-", "xai-", "pplx-", "nvapi-", "pypi-", "glpat-", "glptt-", "gldt-", "GOCSPX-");
        add(table, '-', 10, true, "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xapp-");
        add(table, '_', 20, true, "github_pat_", "whsec_");
        add(table, '_', 20, false, "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "hf_", "npm_", "gsk_", "r8_", "shpat_");
        add(table, '_', 16, false, "sk_live_", "sk_test_", "rk_live_", "rk_test_", "pk_live_", "dop_v1_", "lin_api_");
        add(table, 'I', 12, false, "AKIA", "ASIA");
        add(table, 'I', 30, true, "AIza");
        add(table, 'G', 32, true, "SG.");
        return table;
    }

    private static void add(List<List<Prefix>> table, char trigger, int shortest, boolean joined, String... prefixes) {
        for (String prefix : prefixes) {
            table.get(trigger).add(new Prefix(prefix, prefix.indexOf(trigger), shortest, joined));
        }
    }

    /** @param at the trigger's place */
    static @Nullable Match find(Text text, int at, KeyedPseudonyms pseudonyms) {
        char trigger = text.at(at);
        if (trigger == 'J') {
            return webToken(text, at - 2, pseudonyms);
        }
        List<Prefix> prefixes = BY_TRIGGER.get(trigger);
        for (int i = 0; i < prefixes.size(); i++) {
            Prefix prefix = prefixes.get(i);
            int start = at - prefix.trigger();
            if (start >= text.floor() && text.has(prefix.text(), start) && startsToken(text, start)) {
                return token(text, start, prefix, pseudonyms);
            }
        }
        return null;
    }

    /** Not inside another token, so that no part of a text is read twice. */
    private static boolean startsToken(Text text, int start) {
        return text.startsWord(start) && text.at(start - 1) != '-';
    }

    private static @Nullable Match token(Text text, int start, Prefix prefix, KeyedPseudonyms pseudonyms) {
        int body = start + prefix.text().length();
        boolean pointed = prefix.text().endsWith(".");
        int end = body;
        boolean digit = false;
        while (isBody(text.at(end), prefix.joined(), pointed)) {
            digit |= Characters.isDigit(text.at(end));
            end++;
        }
        boolean whole = end - body >= prefix.shortest() && text.endsWord(end);
        if (!whole || !digit && !text.has(own(prefix.text()), body)) {
            return null;
        }
        return replaced(text, start, body, end, own(prefix.text()), pseudonyms);
    }

    private static boolean isBody(char c, boolean joined, boolean pointed) {
        return Characters.isAlphanumeric(c) || joined && (c == '-' || c == '_') || pointed && c == '.';
    }

    private static String own(String prefix) {
        return prefix.startsWith("AKIA") || prefix.startsWith("ASIA") ? OWN.toUpperCase(Locale.ROOT) : OWN;
    }

    private static Match replaced(Text text, int start, int body, int end, String own, KeyedPseudonyms pseudonyms) {
        if (text.has(own, body)) {
            return Match.own(start, end, Kind.TOKEN);
        }
        Draw draw = pseudonyms.draw(Kind.TOKEN, text.piece(start, end));
        String rest = draw.like(text.string, body + own.length(), end);
        return new Match(start, end, Kind.TOKEN, text.piece(start, body) + own + rest);
    }

    /** Two or more parts in base64url with points between, the first of which is a JSON object. */
    private static @Nullable Match webToken(Text text, int start, KeyedPseudonyms pseudonyms) {
        if (start < text.floor() || !text.has(JWT, start) || !startsToken(text, start)) {
            return null;
        }
        int end = start;
        int points = 0;
        while (Characters.isBase64Url(text.at(end))
                || text.at(end) == '.' && Characters.isBase64Url(text.at(end + 1))) {
            points += text.at(end) == '.' ? 1 : 0;
            end++;
        }
        boolean token = points >= 2 && end - start >= 30;
        return token ? replaced(text, start, start + JWT.length(), end, OWN, pseudonyms) : null;
    }
}

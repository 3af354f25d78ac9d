package dev.understudy.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds personal data and secrets in a text by their form, with the same detectors that pseudonyms are given by, pseudonyms
 * included. Nothing is replaced. Thread-safe; time is linear in the text.
 */
public final class PersonalData {
    /** Where something stands, and what it is. */
    public enum Sort {
        /** Says who or where somebody is: an address, a number of theirs. */
        PERSONAL,
        /** Opens something: an API key, a private key, a password in a URL. */
        SECRET
    }

    /**
     * @param start of the first character
     * @param end behind the last one
     * @param kind {@code email}, {@code token}, …
     */
    public record Found(int start, int end, Sort sort, String kind) {}

    /** Replacements are made and thrown away: their key is nobody's secret. */
    private static final KeyedPseudonyms THROWN_AWAY = new KeyedPseudonyms(new byte[] {1});

    private PersonalData() {}

    /** In the order of the text, without overlap. */
    public static List<Found> in(String text) {
        List<Found> found = new ArrayList<>();
        for (Match match : new TextScan(text, THROWN_AWAY).matches()) {
            found.add(new Found(
                    match.start(),
                    match.end(),
                    sort(match.kind()),
                    match.kind().name().toLowerCase(Locale.ROOT)));
        }
        return found;
    }

    private static Sort sort(Kind kind) {
        return switch (kind) {
            case URL_CREDENTIALS, TOKEN, PRIVATE_KEY, PASSWORD -> Sort.SECRET;
            case EMAIL,
                    CARD,
                    IBAN,
                    IP_ADDRESS,
                    NATIONAL_ID,
                    PHONE,
                    MAC_ADDRESS,
                    OPAQUE_ID,
                    BIRTH_DATE,
                    DOCUMENT,
                    ADDRESS,
                    PERSON,
                    LOCATION,
                    ORGANIZATION,
                    DATE,
                    AGE,
                    WEB_ADDRESS,
                    NUMBER,
                    CUSTOM -> Sort.PERSONAL;
        };
    }
}

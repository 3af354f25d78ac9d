package dev.understudy.privacy;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Scans under a key of the tests. */
final class Scans {
    static final byte[] KEY = "a key of the tests".getBytes(StandardCharsets.UTF_8);
    static final KeyedPseudonyms PSEUDONYMS = new KeyedPseudonyms(KEY);

    private Scans() {}

    static String pseudonymised(String text) {
        return new TextScan(text, PSEUDONYMS).pseudonymised();
    }

    /** What is found, pseudonyms too. */
    static List<Match> matches(String text) {
        return new TextScan(text, PSEUDONYMS).matches();
    }
}

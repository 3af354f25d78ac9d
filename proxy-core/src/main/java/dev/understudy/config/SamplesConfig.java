package dev.understudy.config;

/**
 * What is kept of a shadow's exchanges beside their scores.
 *
 * @param keep how many of the last exchanges keep their content
 * @param content what that is
 */
public record SamplesConfig(int keep, Content content) {
    /** Scores only. */
    public static final SamplesConfig DEFAULT = new SamplesConfig(200, Content.NONE);

    private static final int MOST = 10_000;

    /** Which content is kept. */
    public enum Content {
        /** None: neither request nor answers, nor lines that may quote them. */
        NONE,
        /** The request, the answers and what was said of them, with pseudonyms for personal data. */
        PSEUDONYMISED
    }

    public SamplesConfig {
        ConfigException.check(keep >= 0 && keep <= MOST, "keep", keep, "0 to " + MOST);
    }

    /** Whether any content is kept. */
    public boolean keepsContent() {
        return content != Content.NONE && keep > 0;
    }
}

package dev.understudy.exchange;

import java.util.Locale;

/** The layers an exchange is counted in: quality is only judged where live answered whole. */
public enum Stratum {
    NORMAL,
    /** Live answered with an error: can the candidate do what live could not? */
    LIVE_FAILED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

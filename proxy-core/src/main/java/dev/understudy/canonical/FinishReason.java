package dev.understudy.canonical;

import java.util.Locale;

/** Why a completion ended, in one closed vocabulary for all providers. */
public enum FinishReason {
    STOP,
    LENGTH,
    TOOL_CALLS,
    CONTENT_FILTER,
    REFUSAL,
    ERROR,
    OTHER;

    /** The name used in JSON and metrics: {@code tool_calls}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

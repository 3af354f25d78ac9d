package dev.understudy.drift;

import java.util.Locale;

/** What can drift. A closed set: the label {@code kind} of {@code understudy_drift}. */
public enum DriftKind {
    /** The system prompts that live is asked with. */
    SYSTEM_PROMPT,
    /** The tools that live is asked with, schemas included. */
    TOOLS,
    /** The model and the parameters that live is asked with. */
    PARAMETERS,
    /** The models that providers say answered, live's and the candidate's. */
    MODEL_VERSION,
    /** The configurations that providers say answered ({@code system_fingerprint}). */
    FINGERPRINT,
    /** The configuration that the route's corpus was recorded under. */
    CORPUS,
    /** The price table. */
    PRICES,
    /** What of production the candidate is a patch over: the route's upstream, dialect and live variant. */
    CONFIGURATION,
    /** The wire formats of the requests, and the versions of them that clients name. */
    DIALECT;

    /** As in the metric: {@code system_prompt}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

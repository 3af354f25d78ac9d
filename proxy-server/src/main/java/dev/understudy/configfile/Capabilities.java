package dev.understudy.configfile;

import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.JudgeConfig;
import dev.understudy.config.NamesConfig;
import java.util.Set;

/**
 * What this build can do, as far as a configuration names it. Implementations are thread-safe; every check throws
 * {@link dev.understudy.config.ConfigException} with a key relative to what it was given.
 */
public interface Capabilities {
    /** Names of the dialects. */
    Set<String> dialects();

    /** Names of the comparators that can run. */
    Set<String> comparators();

    /** Checks a comparator's options. */
    void checkComparator(ComparatorConfig comparator);

    /**
     * Checks a rule of a gate.
     *
     * @return the comparator that it is measured by, and whether it is held against the noise
     */
    GateRule checkRule(String rule);

    /** What a rule needs. */
    record GateRule(String comparator, boolean noise) {}

    /** Checks that a judge can be asked: its dialect is one that questions can be written in. */
    void checkJudge(JudgeConfig judge);

    /** Checks that a model for names can be opened and run, which may take seconds. */
    void checkNames(NamesConfig names);

    /** Checks a {@code when} predicate. */
    void checkPredicate(String predicate);
}

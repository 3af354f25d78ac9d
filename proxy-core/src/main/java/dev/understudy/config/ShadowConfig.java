package dev.understudy.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shadow: belongs to a route and has a candidate.
 *
 * @param route name of the route it shadows
 * @param when a CEL predicate on the request, or null for every request
 * @param start when the candidate call starts
 * @param keepWhenClientLeaves false (the default) cancels the candidate when the client goes
 * @param anonymize the privacy policy
 * @param controlPercent share of the sampled exchanges that also get a control call, 0 to 100
 * @param compare the comparators, in order
 * @param gate confidence and rules of the verdict, or null
 * @param containment how copies are kept from having side effects
 * @param samples what is kept of exchanges beside their scores
 * @param judge who says which answer is better, or null for nobody
 */
public record ShadowConfig(
        String name,
        String route,
        boolean enabled,
        @Nullable String when,
        SampleConfig sample,
        CandidateConfig candidate,
        Start start,
        boolean keepWhenClientLeaves,
        PolicyConfig anonymize,
        LimitsConfig limits,
        BreakerConfig breaker,
        double controlPercent,
        List<ComparatorConfig> compare,
        @Nullable GateConfig gate,
        ContainmentConfig containment,
        SamplesConfig samples,
        @Nullable JudgeConfig judge) {

    /** When the candidate call starts. */
    public enum Start {
        WITH_LIVE,
        AFTER_LIVE
    }

    /**
     * The gate's rules, uninterpreted here: the verdict package reads them.
     *
     * @param silence a conversation without a turn for so long is over, and counts
     */
    public record GateConfig(double confidence, List<String> rules, Duration silence) {
        public static final Duration SILENCE = Duration.ofMinutes(5);
        private static final int MOST_RULES = 32;

        /** With the usual silence. */
        public GateConfig(double confidence, List<String> rules) {
            this(confidence, rules, SILENCE);
        }

        public GateConfig {
            ConfigException.check(
                    confidence > 0.5 && confidence < 1, "confidence", confidence, "between 0.5 and 1, such as 0.95");
            ConfigException.check(rules.size() <= MOST_RULES, "rules", rules.size(), "up to " + MOST_RULES + " rules");
            ConfigException.check(silence.toMillis() > 0, "silence", silence, "more than 0");
            rules = List.copyOf(rules);
        }
    }

    public ShadowConfig {
        ConfigException.check(Names.valid(name), "name", name, Names.EXPECTED);
        ConfigException.check(
                controlPercent >= 0 && controlPercent <= 100, "control.percent", controlPercent, "0 to 100");
        compare = List.copyOf(compare);
    }

    /** A shadow with the default containment and without a judge, of which scores are kept. */
    public ShadowConfig(
            String name,
            String route,
            boolean enabled,
            @Nullable String when,
            SampleConfig sample,
            CandidateConfig candidate,
            Start start,
            boolean keepWhenClientLeaves,
            PolicyConfig anonymize,
            LimitsConfig limits,
            BreakerConfig breaker,
            double controlPercent,
            List<ComparatorConfig> compare,
            @Nullable GateConfig gate) {
        this(
                name,
                route,
                enabled,
                when,
                sample,
                candidate,
                start,
                keepWhenClientLeaves,
                anonymize,
                limits,
                breaker,
                controlPercent,
                compare,
                gate,
                ContainmentConfig.DEFAULT,
                SamplesConfig.DEFAULT,
                null);
    }

    /** A shadow with the default containment and a built-in privacy policy. */
    public ShadowConfig(
            String name,
            String route,
            boolean enabled,
            @Nullable String when,
            SampleConfig sample,
            CandidateConfig candidate,
            Start start,
            boolean keepWhenClientLeaves,
            String anonymize,
            LimitsConfig limits,
            BreakerConfig breaker,
            double controlPercent,
            List<ComparatorConfig> compare,
            @Nullable GateConfig gate) {
        this(
                name,
                route,
                enabled,
                when,
                sample,
                candidate,
                start,
                keepWhenClientLeaves,
                PolicyConfig.builtIn(anonymize),
                limits,
                breaker,
                controlPercent,
                compare,
                gate);
    }

    /** The same shadow, switched on or off. */
    public ShadowConfig withEnabled(boolean on) {
        return new ShadowConfig(
                name,
                route,
                on,
                when,
                sample,
                candidate,
                start,
                keepWhenClientLeaves,
                anonymize,
                limits,
                breaker,
                controlPercent,
                compare,
                gate,
                containment,
                samples,
                judge);
    }

    /** The same shadow, contained in another way. */
    public ShadowConfig withContainment(ContainmentConfig other) {
        return new ShadowConfig(
                name,
                route,
                enabled,
                when,
                sample,
                candidate,
                start,
                keepWhenClientLeaves,
                anonymize,
                limits,
                breaker,
                controlPercent,
                compare,
                gate,
                other,
                samples,
                judge);
    }

    /** The same shadow, sampled in another way. */
    public ShadowConfig withSample(SampleConfig other) {
        return new ShadowConfig(
                name,
                route,
                enabled,
                when,
                other,
                candidate,
                start,
                keepWhenClientLeaves,
                anonymize,
                limits,
                breaker,
                controlPercent,
                compare,
                gate,
                containment,
                samples,
                judge);
    }

    /** The same shadow, of which something else is kept. */
    public ShadowConfig withSamples(SamplesConfig other) {
        return new ShadowConfig(
                name,
                route,
                enabled,
                when,
                sample,
                candidate,
                start,
                keepWhenClientLeaves,
                anonymize,
                limits,
                breaker,
                controlPercent,
                compare,
                gate,
                containment,
                other,
                judge);
    }

    /** The same shadow with another candidate. */
    public ShadowConfig withCandidate(CandidateConfig other) {
        return new ShadowConfig(
                name,
                route,
                enabled,
                when,
                sample,
                other,
                start,
                keepWhenClientLeaves,
                anonymize,
                limits,
                breaker,
                controlPercent,
                compare,
                gate,
                containment,
                samples,
                judge);
    }

    /** The same shadow, compared and judged in another way. */
    public ShadowConfig withComparing(List<ComparatorConfig> comparators, @Nullable GateConfig rules) {
        return new ShadowConfig(
                name,
                route,
                enabled,
                when,
                sample,
                candidate,
                start,
                keepWhenClientLeaves,
                anonymize,
                limits,
                breaker,
                controlPercent,
                comparators,
                rules,
                containment,
                samples,
                judge);
    }

    /** The same shadow with another judge, or none. */
    public ShadowConfig withJudge(@Nullable JudgeConfig other) {
        return new ShadowConfig(
                name,
                route,
                enabled,
                when,
                sample,
                candidate,
                start,
                keepWhenClientLeaves,
                anonymize,
                limits,
                breaker,
                controlPercent,
                compare,
                gate,
                containment,
                samples,
                other);
    }
}

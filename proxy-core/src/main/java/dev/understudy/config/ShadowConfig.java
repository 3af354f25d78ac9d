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

    /** One in the making, of which nothing else is known yet: all is sampled, nothing compared, every bound the usual one. */
    public static ShadowBuilder of(String name, String route, CandidateConfig candidate) {
        return new ShadowBuilder(name, route, candidate);
    }

    /** The same shadow in the making, so that parts of it can be changed. */
    public ShadowBuilder but() {
        return new ShadowBuilder(name, route, candidate)
                .enabled(enabled)
                .when(when)
                .sample(sample)
                .start(start)
                .keepWhenClientLeaves(keepWhenClientLeaves)
                .anonymize(anonymize)
                .limits(limits)
                .breaker(breaker)
                .controlPercent(controlPercent)
                .compare(compare)
                .gate(gate)
                .containment(containment)
                .samples(samples)
                .judge(judge);
    }

    /** The same shadow, switched on or off. */
    public ShadowConfig withEnabled(boolean on) {
        return but().enabled(on).build();
    }

    /** The same shadow, sampled in another way. */
    public ShadowConfig withSample(SampleConfig other) {
        return but().sample(other).build();
    }
}

package dev.understudy.config;

import dev.understudy.config.ShadowConfig.GateConfig;
import dev.understudy.config.ShadowConfig.Start;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ShadowConfig} in the making, each part by its name. Not thread-safe.
 *
 * @see ShadowConfig for what the parts mean
 */
public final class ShadowBuilder {
    private final String name;
    private final String route;
    private CandidateConfig candidate;
    private boolean enabled = true;
    private @Nullable String when;
    private SampleConfig sample = SampleConfig.ALL;
    private Start start = Start.WITH_LIVE;
    private boolean keepWhenClientLeaves;
    private PolicyConfig anonymize = PolicyConfig.builtIn("default");
    private LimitsConfig limits = LimitsConfig.DEFAULT;
    private BreakerConfig breaker = BreakerConfig.DEFAULT;
    private double controlPercent;
    private List<ComparatorConfig> compare = List.of();
    private @Nullable GateConfig gate;
    private ContainmentConfig containment = ContainmentConfig.DEFAULT;
    private SamplesConfig samples = SamplesConfig.DEFAULT;
    private @Nullable JudgeConfig judge;

    ShadowBuilder(String name, String route, CandidateConfig candidate) {
        this.name = name;
        this.route = route;
        this.candidate = candidate;
    }

    public ShadowBuilder candidate(CandidateConfig value) {
        candidate = value;
        return this;
    }

    public ShadowBuilder enabled(boolean value) {
        enabled = value;
        return this;
    }

    public ShadowBuilder when(@Nullable String value) {
        when = value;
        return this;
    }

    public ShadowBuilder sample(SampleConfig value) {
        sample = value;
        return this;
    }

    public ShadowBuilder start(Start value) {
        start = value;
        return this;
    }

    public ShadowBuilder keepWhenClientLeaves(boolean value) {
        keepWhenClientLeaves = value;
        return this;
    }

    public ShadowBuilder anonymize(PolicyConfig value) {
        anonymize = value;
        return this;
    }

    public ShadowBuilder limits(LimitsConfig value) {
        limits = value;
        return this;
    }

    public ShadowBuilder breaker(BreakerConfig value) {
        breaker = value;
        return this;
    }

    public ShadowBuilder controlPercent(double value) {
        controlPercent = value;
        return this;
    }

    public ShadowBuilder compare(List<ComparatorConfig> value) {
        compare = value;
        return this;
    }

    public ShadowBuilder gate(@Nullable GateConfig value) {
        gate = value;
        return this;
    }

    public ShadowBuilder containment(ContainmentConfig value) {
        containment = value;
        return this;
    }

    public ShadowBuilder samples(SamplesConfig value) {
        samples = value;
        return this;
    }

    public ShadowBuilder judge(@Nullable JudgeConfig value) {
        judge = value;
        return this;
    }

    /** @throws ConfigException for a part that cannot be, under its name in the file */
    public ShadowConfig build() {
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
                judge);
    }
}

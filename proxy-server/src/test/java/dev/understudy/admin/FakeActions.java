package dev.understudy.admin;

import dev.understudy.config.ProxyConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.configfile.ConfigDiff;
import dev.understudy.configfile.MaskedConfig;
import dev.understudy.configfile.ReloadResult;
import dev.understudy.exchange.Outcome;
import dev.understudy.mirror.BreakerState;
import dev.understudy.mirror.ShadowStatus;
import dev.understudy.verdict.Coverage;
import dev.understudy.verdict.Evidence;
import dev.understudy.verdict.Gate;
import dev.understudy.verdict.Verdict;
import dev.understudy.verdict.VerdictJson;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A proxy that only remembers what it was told. */
final class FakeActions implements AdminActions {
    volatile ProxyConfig config;
    volatile boolean ready = true;
    volatile boolean failing;
    volatile ReloadResult reload = new ReloadResult(ReloadResult.Outcome.APPLIED, List.of());
    volatile Runnable beforeReload = () -> {};
    volatile JsonNode history;
    volatile JsonNode drift = JsonMapper.shared().createObjectNode().put("state", "none");
    volatile List<String> drifted = List.of();
    final List<String> approvals = new CopyOnWriteArrayList<>();
    final List<ShadowOverride> overrides = new CopyOnWriteArrayList<>();

    FakeActions(ProxyConfig config) {
        this.config = config;
    }

    @Override
    public ProxyConfig config() {
        return config;
    }

    @Override
    public JsonNode maskedConfig() {
        return MaskedConfig.of(config);
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public List<ShadowStatus> shadows() {
        return config.shadows().stream().map(FakeActions::status).toList();
    }

    private static ShadowStatus status(ShadowConfig shadow) {
        return new ShadowStatus(
                shadow.name(),
                shadow.route(),
                shadow.enabled(),
                BreakerState.CLOSED,
                3,
                2,
                shadow.limits().spend() == null ? null : new BigDecimal("1.25"),
                107,
                5,
                Map.of(Outcome.COMPARED, 40L, Outcome.NOT_SAMPLED, 60L, Outcome.DROPPED_QUEUE_FULL, 2L));
    }

    @Override
    public JsonNode verdict(String shadow) {
        return VerdictJson.of(Verdict.of(Gate.none(), new Evidence(List.of()), Coverage.unknown()))
                .put("shadow", shadow);
    }

    @Override
    public Optional<JsonNode> history(String shadow) {
        return Optional.ofNullable(history);
    }

    @Override
    public Optional<JsonNode> drift(String shadow) {
        return Optional.of(drift);
    }

    @Override
    public List<String> approve(String shadow, String by) {
        approvals.add(by + " approves " + shadow);
        return drifted;
    }

    @Override
    public List<ShadowOverride> overrides() {
        return List.copyOf(overrides);
    }

    @Override
    public synchronized List<String> override(String shadow, Setting setting, String by, Duration holds) {
        Setting file = setting instanceof Setting.Enabled ? new Setting.Enabled(true) : new Setting.SamplePercent(100);
        Instant until = holds == null ? null : AdminFixture.CLOCK.instant().plus(holds);
        overrides.add(new ShadowOverride(shadow, setting, file, by, AdminFixture.CLOCK.instant(), until));
        if (setting instanceof Setting.Enabled enabled) {
            return switchTo(enabled.on(), candidate -> candidate.name().equals(shadow));
        }
        return List.of("shadows[" + shadow + "]." + setting.key() + ": 100 → " + setting.text());
    }

    @Override
    public List<String> kill(String by, Duration holds) {
        if (failing) {
            throw new IllegalStateException("as told");
        }
        return switchTo(false, shadow -> true);
    }

    @Override
    public List<String> restore(String shadow) {
        overrides.removeIf(override -> override.shadow().equals(shadow));
        return List.of();
    }

    @Override
    public Cleared reset(String shadow) {
        return new Cleared(shadow, Instant.parse("2026-11-01T08:00:00Z"), 120, 100, 2, 40L);
    }

    synchronized List<String> switchTo(boolean enabled, Predicate<ShadowConfig> which) {
        ProxyConfig before = config;
        config = config.withShadows(config.shadows().stream()
                .map(shadow -> which.test(shadow) ? shadow.withEnabled(enabled) : shadow)
                .toList());
        return ConfigDiff.between(before, config);
    }

    @Override
    public ReloadResult reload() {
        beforeReload.run();
        return reload;
    }
}

package dev.understudy.assembly;

import dev.understudy.admin.Setting;
import dev.understudy.admin.ShadowOverride;
import dev.understudy.config.ProxyConfig;
import dev.understudy.configfile.ConfigDiff;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.configfile.MaskedConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The configuration in force: the file's, with what operators have set over it. Every change is in force as a whole or not at all.
 * Thread-safe.
 */
final class InForce {
    /** What a configuration is in force in. Called one change at a time. */
    interface Work {
        /** Goes over from one configuration to another, or throws and stays. */
        void take(ProxyConfig before, ProxyConfig next);

        /** The time of an override has come. */
        void expired(ShadowOverride override);
    }

    private final Clock clock;
    private final Ticker ticker;
    private final UnaryOperator<ProxyConfig> edit;
    private final Work work;
    private Loaded loaded;
    private Overrides overrides;
    private ProxyConfig config;

    /** @param edit what is changed of whatever the file says */
    InForce(Clock clock, Ticker ticker, Loaded loaded, UnaryOperator<ProxyConfig> edit, Work work) {
        this.clock = clock;
        this.ticker = ticker;
        this.edit = edit;
        this.work = work;
        this.loaded = loaded;
        this.config = edit.apply(loaded.config());
        this.overrides = Overrides.none(config);
    }

    synchronized ProxyConfig config() {
        return config;
    }

    /** The same for people, secrets masked. */
    synchronized ObjectNode masked() {
        return MaskedConfig.of(config, loaded::mask);
    }

    /** What operators overrode and still holds. */
    synchronized List<ShadowOverride> overrides() {
        return overrides.all();
    }

    /** Does something while the configuration stays as it is. */
    synchronized <T> T unchanged(Supplier<T> step) {
        return step.get();
    }

    /** The file says something else now. */
    synchronized void file(Loaded changed) {
        use(overrides.over(edit.apply(changed.config())));
        loaded = changed;
    }

    /** Sets something over the file. */
    synchronized List<String> override(String shadow, Setting setting, String by, @Nullable Duration holds) {
        Instant now = clock.instant();
        return use(overrides.with(shadow, setting, by, now, until(now, holds)));
    }

    /** Switches every shadow off. */
    synchronized List<String> allOff(String by, @Nullable Duration holds) {
        Instant now = clock.instant();
        return use(overrides.allOff(by, now, until(now, holds)));
    }

    private @Nullable Instant until(Instant now, @Nullable Duration holds) {
        if (holds == null) {
            return null;
        }
        ticker.after(holds, "ending an override", this::expire);
        return now.plus(holds);
    }

    private synchronized void expire() {
        Overrides before = overrides;
        Instant now = clock.instant();
        use(before.at(now));
        before.all().stream()
                .filter(override -> !overrides.all().contains(override))
                .forEach(work::expired);
        comeBack(now);
    }

    /** Timers do not follow a clock that is set back or goes slower: what has not ended by it yet needs another one. */
    private void comeBack(Instant now) {
        overrides.all().stream()
                .map(ShadowOverride::until)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .ifPresent(next -> ticker.after(Duration.between(now, next), "ending an override", this::expire));
    }

    /** Takes back what was overridden of a shadow. */
    synchronized List<String> restore(String shadow) {
        return use(overrides.without(shadow));
    }

    /** Takes back everything that was overridden, and says what that was. */
    synchronized List<ShadowOverride> restoreAll() {
        List<ShadowOverride> ended = overrides.all();
        if (!ended.isEmpty()) {
            use(Overrides.none(overrides.file()));
        }
        return ended;
    }

    /** @return what changed, a line a key */
    private List<String> use(Overrides changed) {
        ProxyConfig next = changed.inForce();
        work.take(config, next);
        List<String> lines = ConfigDiff.between(config, next);
        overrides = changed;
        config = next;
        return lines;
    }
}

package dev.understudy.admin;

import dev.understudy.config.ProxyConfig;
import dev.understudy.configfile.ReloadResult;
import dev.understudy.mirror.ShadowStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the admin API asks of the running proxy. Thread-safe. Those that change something run on a thread of their own, one at a
 * time; the others on the admin event loop, so they must not block.
 */
public interface AdminActions {
    /** The configuration in effect, with what operators overrode since it was read. */
    ProxyConfig config();

    /** The same as JSON for people, with every secret masked. */
    JsonNode maskedConfig();

    /** Whether the proxy takes traffic: started, and not draining. */
    boolean ready();

    /** What each configured shadow is doing, in configured order. */
    List<ShadowStatus> shadows();

    /** What can be said of a configured shadow, as JSON; null for one that is not configured. */
    @Nullable
    JsonNode verdict(String shadow);

    /** How a shadow's numbers went, as JSON; empty before its first point. */
    Optional<? extends JsonNode> history(String shadow);

    /** What drifts under a configured shadow, as JSON; empty for one that is not configured. */
    Optional<? extends JsonNode> drift(String shadow);

    /**
     * What is seen under a shadow now is as it should be. Returns what drifted until then, line by line.
     *
     * @param by who says so
     */
    List<String> approve(String shadow, String by);

    /** What operators overrode and still holds. */
    List<ShadowOverride> overrides();

    /**
     * Sets something over the file; switching off also ends calls in flight.
     *
     * @param by who, for people to see
     * @param holds how long; null for until somebody ends it
     * @return what changed, a line a key
     */
    List<String> override(String shadow, Setting setting, String by, @Nullable Duration holds);

    /** Switches every shadow off at once, and ends their calls in flight; what changed, a line a key. */
    List<String> kill(String by, @Nullable Duration holds);

    /** Takes back what was overridden of a shadow; what changed, a line a key. */
    List<String> restore(String shadow);

    /**
     * Begins a shadow anew: statistics, evidence, history and what is kept of its exchanges are cleared, and what is under way is called
     * off and does not count.
     */
    Cleared reset(String shadow);

    /** Reads the configuration file anew and, if it is sound, applies it and takes back every override. */
    ReloadResult reload();
}

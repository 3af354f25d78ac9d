package dev.understudy.admin;

import dev.understudy.config.ProxyConfig;
import dev.understudy.configfile.ReloadResult;
import dev.understudy.mirror.ShadowStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the admin API asks of the running proxy. Thread-safe. The three that change something run on a thread of their
 * own, one at a time; the others on the admin event loop, so they must not block.
 */
public interface AdminActions {
    /** The configuration in effect, with what operators switched since it was read. */
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

    /** Switches a configured shadow; switching off also ends its calls in flight. */
    void setEnabled(String shadow, boolean enabled);

    /** Switches every shadow off at once, and ends their calls in flight. */
    void kill();

    /** Reads the configuration file anew and applies it if it is sound. */
    ReloadResult reload();
}

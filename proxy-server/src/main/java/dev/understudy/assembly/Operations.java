package dev.understudy.assembly;

import dev.understudy.admin.AdminActions;
import dev.understudy.admin.Cleared;
import dev.understudy.admin.Setting;
import dev.understudy.admin.ShadowOverride;
import dev.understudy.config.ProxyConfig;
import dev.understudy.configfile.ReloadResult;
import dev.understudy.mirror.ShadowStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What operators may do, handed to the admin server. */
record Operations(Server server, InForce inForce) implements AdminActions {
    @Override
    public ProxyConfig config() {
        return inForce.config();
    }

    @Override
    public JsonNode maskedConfig() {
        return inForce.masked();
    }

    @Override
    public boolean ready() {
        return server.ready();
    }

    @Override
    public List<ShadowStatus> shadows() {
        return server.shadows();
    }

    @Override
    public @Nullable JsonNode verdict(String shadow) {
        return server.verdicts().json(shadow).orElse(null);
    }

    @Override
    public Optional<? extends JsonNode> history(String shadow) {
        return server.history(shadow);
    }

    @Override
    public Optional<? extends JsonNode> drift(String shadow) {
        return server.drift().json(shadow);
    }

    @Override
    public List<String> approve(String shadow, String by) {
        return server.drift().approve(shadow, by);
    }

    @Override
    public List<ShadowOverride> overrides() {
        return inForce.overrides();
    }

    @Override
    public List<String> override(String shadow, Setting setting, String by, @Nullable Duration holds) {
        return inForce.override(shadow, setting, by, holds);
    }

    @Override
    public List<String> kill(String by, @Nullable Duration holds) {
        return inForce.allOff(by, holds);
    }

    @Override
    public List<String> restore(String shadow) {
        return inForce.restore(shadow);
    }

    @Override
    public Cleared reset(String shadow) {
        return server.reset(shadow);
    }

    @Override
    public ReloadResult reload() {
        return server.reload();
    }
}

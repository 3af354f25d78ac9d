package dev.understudy.assembly;

import dev.understudy.admin.AdminActions;
import dev.understudy.config.ProxyConfig;
import dev.understudy.configfile.ReloadResult;
import dev.understudy.mirror.ShadowStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What operators may do, handed to the admin server. */
record Operations(Server server) implements AdminActions {
    @Override
    public ProxyConfig config() {
        return server.config();
    }

    @Override
    public JsonNode maskedConfig() {
        return server.maskedConfig();
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
    public void setEnabled(String shadow, boolean enabled) {
        server.setEnabled(shadow, enabled);
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public ReloadResult reload() {
        return server.reload();
    }
}

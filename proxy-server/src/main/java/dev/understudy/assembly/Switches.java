package dev.understudy.assembly;

import dev.understudy.config.ProxyConfig;
import dev.understudy.config.ShadowConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which shadows operators have switched, over what the file says. A switch holds through reloads until the file itself
 * changes what it says about that shadow's {@code enabled}: who edits the file means it. Not thread-safe.
 */
final class Switches {
    private final Map<String, Boolean> switched = new HashMap<>();
    private Map<String, Boolean> file = Map.of();

    /** The file's configuration with the switches that still hold. */
    ProxyConfig over(ProxyConfig config) {
        Map<String, Boolean> now = new HashMap<>();
        config.shadows().forEach(shadow -> now.put(shadow.name(), shadow.enabled()));
        switched.keySet().removeIf(name -> !now.containsKey(name) || changed(name, now));
        file = now;
        return apply(config);
    }

    private boolean changed(String name, Map<String, Boolean> now) {
        Boolean before = file.get(name);
        return before != null && !before.equals(now.get(name));
    }

    /** That configuration with one shadow switched. */
    ProxyConfig set(ProxyConfig config, String shadow, boolean enabled) {
        switched.put(shadow, enabled);
        return apply(config);
    }

    ProxyConfig allOff(ProxyConfig config) {
        config.shadows().forEach(shadow -> switched.put(shadow.name(), false));
        return apply(config);
    }

    private ProxyConfig apply(ProxyConfig config) {
        List<ShadowConfig> shadows = config.shadows().stream()
                .map(shadow -> shadow.withEnabled(switched.getOrDefault(shadow.name(), shadow.enabled())))
                .toList();
        return config.withShadows(shadows);
    }
}

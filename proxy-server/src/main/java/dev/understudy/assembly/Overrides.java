package dev.understudy.assembly;

import dev.understudy.admin.Setting;
import dev.understudy.admin.ShadowOverride;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.ShadowConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What operators have set over what the file says. An override holds through changes of the file until the file itself changes what
 * it says there: who edits the file means it. Immutable: each change gives another one, to be taken once it is in force.
 *
 * @param file the configuration without them
 * @param all at most one for each shadow and key
 */
record Overrides(ProxyConfig file, List<ShadowOverride> all) {
    Overrides {
        all = List.copyOf(all);
    }

    static Overrides none(ProxyConfig file) {
        return new Overrides(file, List.of());
    }

    /** The file's configuration with all of them over it. */
    ProxyConfig inForce() {
        return file.withShadows(file.shadows().stream().map(this::overridden).toList());
    }

    private ShadowConfig overridden(ShadowConfig shadow) {
        ShadowConfig result = shadow;
        for (ShadowOverride override : all) {
            if (override.shadow().equals(shadow.name())) {
                result = with(result, override.setting());
            }
        }
        return result;
    }

    private static ShadowConfig with(ShadowConfig shadow, Setting setting) {
        if (setting instanceof Setting.Enabled enabled) {
            return shadow.withEnabled(enabled.on());
        }
        double percent = ((Setting.SamplePercent) setting).percent();
        return shadow.withSample(shadow.sample().withPercent(percent));
    }

    private static Setting inFile(ShadowConfig shadow, Setting like) {
        return like instanceof Setting.Enabled
                ? new Setting.Enabled(shadow.enabled())
                : new Setting.SamplePercent(shadow.sample().percent());
    }

    private Optional<ShadowConfig> shadow(String name) {
        return file.shadows().stream()
                .filter(shadow -> shadow.name().equals(name))
                .findFirst();
    }

    /** Over another file: those whose key it changed, or whose shadow went, are gone. */
    Overrides over(ProxyConfig changed) {
        Overrides bare = none(changed);
        return new Overrides(
                changed,
                all.stream()
                        .filter(override -> bare.shadow(override.shadow())
                                .filter(now -> inFile(now, override.setting()).equals(override.file()))
                                .isPresent())
                        .toList());
    }

    /**
     * With one more, in place of an earlier one of the same key; a shadow that is not configured has none.
     *
     * @param until when it ends by itself; null for never
     */
    Overrides with(String name, Setting setting, String by, Instant at, @Nullable Instant until) {
        return shadow(name)
                .map(shadow -> {
                    List<ShadowOverride> more = others(name, setting);
                    more.add(new ShadowOverride(name, setting, inFile(shadow, setting), by, at, until));
                    return new Overrides(file, more);
                })
                .orElse(this);
    }

    /** With every shadow off. */
    Overrides allOff(String by, Instant at, @Nullable Instant until) {
        Overrides off = this;
        for (ShadowConfig shadow : file.shadows()) {
            off = off.with(shadow.name(), new Setting.Enabled(false), by, at, until);
        }
        return off;
    }

    private Overrides keeping(Predicate<ShadowOverride> which) {
        return new Overrides(file, all.stream().filter(which).toList());
    }

    /** Without those of a shadow. */
    Overrides without(String name) {
        return keeping(override -> !override.shadow().equals(name));
    }

    /** Without those whose time has come. */
    Overrides at(Instant now) {
        return keeping(override -> override.until() == null || override.until().isAfter(now));
    }

    private List<ShadowOverride> others(String name, Setting setting) {
        return new ArrayList<>(keeping(override -> !(override.shadow().equals(name)
                        && override.setting().key().equals(setting.key())))
                .all());
    }
}

package dev.understudy.privacy;

import dev.understudy.config.ConfigException;
import dev.understudy.config.NamesConfig;
import java.util.ServiceLoader;

/**
 * Opens the models that a configuration names. Found by {@link ServiceLoader}, so that who has no such model needs nothing that
 * runs one. Thread-safe.
 */
public interface NameModels {
    /**
     * The model of a folder, tried once; the same one while somebody has it and its files stay as they are. Takes seconds.
     *
     * @throws ConfigException if it cannot be used, with a key relative to {@code names}
     */
    NameFinder open(NamesConfig names);

    /** As {@link #open}, by what this build has for it. */
    static NameFinder opened(NamesConfig names) {
        return ServiceLoader.load(NameModels.class, NameModels.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new ConfigException("model", names.model(), "nothing: this build runs no models"))
                .open(names);
    }
}

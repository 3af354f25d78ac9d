package dev.understudy.config;

import java.nio.file.Path;

/**
 * A model that finds names of people, places and organisations. Immutable.
 *
 * @param model a folder with {@code model.onnx}, {@code tokenizer.json} and {@code config.json}
 * @param characters how much of one exchange the model reads; what is beyond is left to capitals and lists of names
 * @param lists whether capitals and lists tell names beside it: more are found, and more that are none
 */
public record NamesConfig(Path model, int characters, boolean lists) {
    public static final int CHARACTERS = 32_768;
    private static final int FEWEST = 256;
    private static final int MOST = 1 << 20;

    /** A model alone. */
    public NamesConfig(Path model, int characters) {
        this(model, characters, false);
    }

    public NamesConfig {
        ConfigException.check(
                characters >= FEWEST && characters <= MOST, "characters", characters, FEWEST + " to " + MOST);
    }
}

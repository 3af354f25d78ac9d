package dev.understudy.config;

/**
 * What happens to the system prompt.
 *
 * @param text the words themselves; files were read when the configuration was
 */
public record SystemPrompt(Mode mode, String text) {
    /** REPLACE puts the text in place of every system message; the others keep what is there. */
    public enum Mode {
        REPLACE,
        PREPEND,
        APPEND
    }
}

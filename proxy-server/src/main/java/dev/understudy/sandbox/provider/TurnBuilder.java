package dev.understudy.sandbox.provider;

import dev.understudy.sandbox.model.Prompt.Role;
import dev.understudy.sandbox.model.Prompt.Turn;

/** Gathers the parts of one message. Not thread-safe. */
public final class TurnBuilder {
    private final StringBuilder text = new StringBuilder();
    private int images;

    public TurnBuilder text(String part) {
        text.append(part);
        return this;
    }

    /** An image, a sound or a file: seen, and counted as tokens, but not looked at. */
    public TurnBuilder image() {
        images++;
        return this;
    }

    public String text() {
        return text.toString();
    }

    public Turn by(Role role) {
        return new Turn(role, text.toString(), images);
    }
}

package dev.understudy.canonical.request;

import java.util.List;

/**
 * One message of a conversation. Neighbours may have the same role; dialects that forbid that merge them when they write.
 * A tool's result is a {@link Part.ToolResult} in a turn of the user's, since that is who ran the tool.
 */
public record Turn(Role role, List<Part> parts, Extras extras) {
    /** Who speaks. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    public Turn {
        parts = List.copyOf(parts);
    }

    public Turn(Role role, List<Part> parts) {
        this(role, parts, Extras.NONE);
    }
}

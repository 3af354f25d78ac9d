package dev.understudy.dialect.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Names tool calls of another dialect so that a result can be matched to its call: dialects that go by name and order
 * have no ids, and others have such as the target refuses. One request, one thread.
 */
public final class ToolCallIds {
    private record Open(String name, String id) {}

    private final String prefix;
    private final Predicate<String> allowed;
    private final Map<String, String> replaced = new HashMap<>();
    private final Deque<Open> unanswered = new ArrayDeque<>();
    private int next;

    /**
     * @param prefix what made ids start with
     * @param allowed which ids the target takes
     */
    public ToolCallIds(String prefix, Predicate<String> allowed) {
        this.prefix = prefix;
        this.allowed = allowed;
    }

    /** The id to give to a call. */
    public String ofCall(@Nullable String id, String name) {
        if (id != null && !id.isEmpty()) {
            return fitting(id);
        }
        Open open = new Open(name, made());
        unanswered.add(open);
        return open.id();
    }

    /** The id of the call that a result answers: its own, else that of the first unanswered call of its name, or of any. */
    public String ofResult(@Nullable String id, @Nullable String name) {
        if (id != null && !id.isEmpty()) {
            return fitting(id);
        }
        for (Iterator<Open> open = unanswered.iterator(); open.hasNext(); ) {
            Open call = open.next();
            if (call.name().equals(name)) {
                open.remove();
                return call.id();
            }
        }
        Open first = unanswered.poll();
        return first == null ? made() : first.id();
    }

    private String fitting(String id) {
        return allowed.test(id) ? id : replaced.computeIfAbsent(id, refused -> made());
    }

    private String made() {
        return prefix + next++;
    }
}

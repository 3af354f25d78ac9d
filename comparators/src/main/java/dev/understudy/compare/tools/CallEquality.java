package dev.understudy.compare.tools;

import dev.understudy.canonical.ToolCall;
import dev.understudy.compare.json.JsonDiff;
import dev.understudy.compare.json.JsonRules;
import java.util.List;

/** Whether two answers ask for the same tools, in the same order, with equal arguments. */
public final class CallEquality {
    private CallEquality() {}

    /** Ids do not count: they are drawn anew for each answer. */
    public static boolean same(List<ToolCall> live, List<ToolCall> other) {
        if (live.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < live.size(); i++) {
            if (!same(live.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(ToolCall live, ToolCall other) {
        if (!live.name().equals(other.name())) {
            return false;
        }
        return live.arguments().equals(other.arguments()) || same(Call.of(live), Call.of(other));
    }

    private static boolean same(Call live, Call other) {
        return live.arguments() != null
                && other.arguments() != null
                && JsonDiff.between(JsonRules.STRICT, live.arguments(), other.arguments())
                        .none();
    }
}

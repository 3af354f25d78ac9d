package dev.understudy.compare.json;

import dev.understudy.compare.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Walks two JSON values side by side and counts the leaves in which they differ. Members match by name, elements by index,
 * or, where the rules say that an array is unordered, each with the one most like it. Stops at {@value #MOST_LEAVES}
 * leaves. For values as {@link StrictJson} reads them: their depth is bounded, so recursion is.
 */
public final class JsonDiff {
    static final int MOST_LEAVES = 100_000;
    private static final int MOST_EFFORT = 1_000_000;
    private static final int SHOWN_VALUE = 40;

    private final JsonRules rules;
    private final PathTrack track;
    private final List<String> described = new ArrayList<>(JsonDifferences.DESCRIBED);
    private int leaves;
    private int differing;
    private int places;
    private boolean silent;
    private boolean cut;
    /** What may still be spent on finding partners for the elements of unordered arrays. */
    private int effort = MOST_EFFORT;

    private JsonDiff(JsonRules rules) {
        this.rules = rules;
        this.track = new PathTrack(rules);
    }

    public static JsonDifferences between(JsonRules rules, JsonNode live, JsonNode other) {
        JsonDiff diff = new JsonDiff(rules);
        diff.compare(live, other);
        return new JsonDifferences(diff.leaves, diff.differing, diff.places, diff.described, diff.cut);
    }

    /** The leaves of one value that count. */
    public static int leaves(JsonRules rules, JsonNode value) {
        return new JsonDiff(rules).count(value, MOST_LEAVES);
    }

    private void compare(JsonNode live, JsonNode other) {
        if (full()) {
            return;
        }
        effort -= silent ? 1 : 0;
        boolean empty = live.isEmpty() && other.isEmpty();
        if (live.isObject() && other.isObject() && !empty) {
            members(live, other);
        } else if (live.isArray() && other.isArray() && !empty) {
            elements(live, other);
        } else if (sameLeaf(live, other)) {
            leaves++;
        } else {
            differ(Math.max(count(live, room()), count(other, room())), ": ", shown(live) + " → " + shown(other));
        }
    }

    private void members(JsonNode live, JsonNode other) {
        for (Map.Entry<String, JsonNode> member : live.properties()) {
            track.enter(member.getKey());
            pair(member.getValue(), other.get(member.getKey()));
            track.leave();
        }
        for (Map.Entry<String, JsonNode> member : other.properties()) {
            if (!live.has(member.getKey())) {
                track.enter(member.getKey());
                pair(null, member.getValue());
                track.leave();
            }
        }
    }

    private void elements(JsonNode live, JsonNode other) {
        if (track.isUnordered()) {
            for (UnorderedElements.Match match : UnorderedElements.match(this, live, other)) {
                element(
                        match.live() < 0 ? match.other() : match.live(),
                        match.live() < 0 ? null : live.get(match.live()),
                        match.other() < 0 ? null : other.get(match.other()));
            }
            return;
        }
        for (int i = 0; i < Math.max(live.size(), other.size()) && !full(); i++) {
            element(i, live.get(i), other.get(i));
        }
    }

    private void element(int index, @Nullable JsonNode live, @Nullable JsonNode other) {
        track.enter(index);
        pair(live, other);
        track.leave();
    }

    /** The two values at the current path; null where there is none. */
    private void pair(@Nullable JsonNode live, @Nullable JsonNode other) {
        if (full() || track.isIgnored()) {
            return;
        }
        if (live != null && other != null) {
            compare(live, other);
        } else if (live != null) {
            differ(count(live, room()), " removed: ", shown(live));
        } else if (other != null) {
            differ(count(other, room()), " added: ", shown(other));
        }
    }

    private void differ(int size, String how, String what) {
        int counted = Math.max(1, size);
        leaves += counted;
        differing += counted;
        places++;
        if (!silent && described.size() < JsonDifferences.DESCRIBED) {
            described.add(track.path() + how + what);
        }
    }

    private boolean sameLeaf(JsonNode live, JsonNode other) {
        if (live.isNumber() && other.isNumber()) {
            return rules.tolerance().same(live, other);
        }
        return live.getNodeType() == other.getNodeType()
                && (live.isContainer() ? live.isEmpty() && other.isEmpty() : live.equals(other));
    }

    /** Leaves that are not ignored, at most {@code most}. */
    private int count(JsonNode value, int most) {
        if (!value.isContainer() || value.isEmpty()) {
            return 1;
        }
        int counted = 0;
        int index = 0;
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                if (counted >= most) {
                    return most;
                }
                track.enter(member.getKey());
                counted += track.isIgnored() ? 0 : count(member.getValue(), most - counted);
                track.leave();
            }
            return counted;
        }
        for (JsonNode element : value) {
            if (counted >= most) {
                return most;
            }
            track.enter(index++);
            counted += track.isIgnored() ? 0 : count(element, most - counted);
            track.leave();
        }
        return counted;
    }

    /**
     * How many leaves two values at the current path differ in, without counting or describing them; more than there can be
     * when all effort is spent.
     */
    int measure(JsonNode live, JsonNode other) {
        if (effort <= 0) {
            return Integer.MAX_VALUE;
        }
        int leavesBefore = leaves;
        int differingBefore = differing;
        int placesBefore = places;
        boolean silentBefore = silent;
        boolean cutBefore = cut;
        silent = true;
        compare(live, other);
        int measured = differing - differingBefore;
        leaves = leavesBefore;
        differing = differingBefore;
        places = placesBefore;
        silent = silentBefore;
        cut = cutBefore;
        return measured;
    }

    /** A text that is the same for values that do not differ at the current path; null when there is no effort left. */
    @Nullable
    String key(JsonNode value) {
        String key = CanonicalKey.of(track, value, effort);
        effort -= key == null ? effort : key.length() / 8 + 1;
        return key;
    }

    PathTrack track() {
        return track;
    }

    private int room() {
        return Math.max(1, MOST_LEAVES - leaves);
    }

    /** Asked before looking at anything more. */
    private boolean full() {
        cut |= leaves >= MOST_LEAVES;
        return cut;
    }

    private static String shown(JsonNode value) {
        if (value.isObject()) {
            return value.isEmpty() ? "{}" : "{" + value.size() + "}";
        }
        if (value.isArray()) {
            return value.isEmpty() ? "[]" : "[" + value.size() + "]";
        }
        if (value.isString()) {
            return '"' + Wording.excerpt(value.stringValue(), SHOWN_VALUE) + '"';
        }
        // BigDecimal's own form: the plain one of 1e1000000000 would fill the memory.
        return value.isNumber() ? Wording.excerpt(value.numberValue().toString(), SHOWN_VALUE) : value.toString();
    }
}

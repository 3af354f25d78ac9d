package dev.understudy.compare.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes values so that those without a difference read the same: members sorted, ignored ones left out, numbers without
 * trailing zeros, unordered arrays sorted. Strings carry their length, so that no two values read the same by accident.
 */
final class CanonicalKey {
    private final PathTrack track;
    private final int limit;
    private final StringBuilder key = new StringBuilder();

    private CanonicalKey(PathTrack track, int limit) {
        this.track = track;
        this.limit = limit;
    }

    /** The key of a value at the track's current path, or null when it is longer than {@code limit}. */
    static @Nullable String of(PathTrack track, JsonNode value, int limit) {
        CanonicalKey key = new CanonicalKey(track, limit);
        key.write(value);
        return key.isFull() ? null : key.key.toString();
    }

    private void write(JsonNode value) {
        if (isFull()) {
            return;
        }
        if (value.isObject()) {
            object(value);
        } else if (value.isArray()) {
            array(value);
        } else if (value.isString()) {
            string(value.stringValue());
        } else if (value.isNumber()) {
            key.append(value.decimalValue().stripTrailingZeros()).append(' ');
        } else {
            key.append(value).append(' ');
        }
    }

    private void object(JsonNode value) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        value.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
        key.append('{');
        sorted.forEach((name, member) -> {
            track.enter(name);
            if (!track.isIgnored()) {
                string(name);
                write(member);
            }
            track.leave();
        });
        key.append('}');
    }

    private void array(JsonNode value) {
        List<String> unordered = new ArrayList<>();
        boolean inOrder = !track.isUnordered();
        key.append('[');
        int start = key.length();
        for (int i = 0; i < value.size(); i++) {
            track.enter(i);
            if (!track.isIgnored()) {
                write(value.get(i));
                if (!inOrder) {
                    unordered.add(key.substring(start));
                    key.setLength(start);
                }
            }
            track.leave();
        }
        Collections.sort(unordered);
        unordered.forEach(key::append);
        key.append(']');
    }

    private void string(String text) {
        key.append(text.length()).append('"').append(text);
    }

    private boolean isFull() {
        return key.length() > limit;
    }
}

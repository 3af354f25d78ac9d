package dev.understudy.configfile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;

/** A list or mapping whose end has not come yet. */
abstract sealed class TreeBuilder {
    final Position at;
    private final @Nullable Anchor anchor;
    private int size = 1;

    TreeBuilder(Position at, @Nullable Anchor anchor) {
        this.at = at;
        this.anchor = anchor;
    }

    final @Nullable Anchor anchor() {
        return anchor;
    }

    final int size() {
        return size;
    }

    final void add(Value value) {
        size += value.size();
        append(value);
    }

    abstract void append(Value value);

    abstract Value build();

    static final class OfSequence extends TreeBuilder {
        private final List<Value> items = new ArrayList<>();

        OfSequence(Position at, @Nullable Anchor anchor) {
            super(at, anchor);
        }

        @Override
        void append(Value value) {
            items.add(value);
        }

        @Override
        Value build() {
            return new Value.Sequence(Collections.unmodifiableList(items), size(), at);
        }
    }

    /** Keys and values come in turn. Keys are scalars, each once. */
    static final class OfMapping extends TreeBuilder {
        private final Map<String, Value.Entry> entries = new LinkedHashMap<>();
        private final Problems problems;
        private @Nullable Value key;

        OfMapping(Position at, @Nullable Anchor anchor, Problems problems) {
            super(at, anchor);
            this.problems = problems;
        }

        @Override
        void append(Value value) {
            Value named = key;
            if (named == null) {
                key = value;
                return;
            }
            key = null;
            if (named instanceof Value.Scalar scalar) {
                put(scalar, value);
            } else {
                problems.error(named.at(), "yaml", named.kind() + " as a key", "a key that is plain text");
            }
        }

        private void put(Value.Scalar scalar, Value value) {
            Value.Entry before = entries.putIfAbsent(scalar.text(), new Value.Entry(scalar.at(), value));
            if (before != null) {
                problems.error(
                        scalar.at(),
                        ShownKey.of(scalar.text()),
                        "given twice, first in line " + before.keyAt().line(),
                        "each key once");
            }
        }

        @Override
        Value build() {
            return new Value.Mapping(Collections.unmodifiableMap(entries), size(), at);
        }
    }
}

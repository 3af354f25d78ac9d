package dev.understudy.configfile;

import java.util.List;
import java.util.Map;

/** The file as a tree of positioned values. Immutable, without cycles; an alias is the very value it names. */
sealed interface Value {
    Position at();

    /** Values in this subtree with aliases written out: what reading it costs. */
    int size();

    /** What kind of thing this is, for messages. */
    String kind();

    /** @param plain neither quoted nor a block: only then may it be a number, a boolean or null */
    record Scalar(String text, boolean plain, Position at) implements Value {
        @Override
        public int size() {
            return 1;
        }

        /** Nothing, as the core schema of YAML 1.2 writes it. */
        boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }

        /** A word is shown; a sentence is content, and a file that is not ours may hold anybody's. */
        @Override
        public String kind() {
            return isNull() ? "nothing" : ShownKey.looksLikeAKey(text) ? text : "text";
        }
    }

    record Sequence(List<Value> items, int size, Position at) implements Value {
        @Override
        public String kind() {
            return "a list";
        }
    }

    record Mapping(Map<String, Entry> entries, int size, Position at) implements Value {
        @Override
        public String kind() {
            return "a mapping";
        }

        /** The place of the deepest part of a dotted path below this mapping that is there. */
        Position at(String path) {
            Position best = at;
            Value here = this;
            for (String part : path.split("\\.")) {
                Entry entry = here instanceof Mapping parts ? parts.entries().get(part) : null;
                if (entry == null) {
                    return best;
                }
                here = entry.value();
                best = here.at();
            }
            return best;
        }
    }

    /** A value with the place of its key. */
    record Entry(Position keyAt, Value value) {}
}

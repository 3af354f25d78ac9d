package dev.understudy.yaml;

import java.util.List;
import java.util.Optional;

/**
 * A node of a YAML text and where it stands. Places are offsets in UTF-16 units of the text; {@code end} is after the last
 * character that belongs to the node, so comments and blank lines behind it are outside.
 */
public sealed interface YamlNode {
    int start();

    int end();

    /**
     * @param value what it says, escapes resolved
     * @param style how it is written
     */
    record Scalar(int start, int end, String value, Style style) implements YamlNode {
        /** Nothing, as the core schema of YAML 1.2 writes it. */
        public boolean isNull() {
            return style == Style.PLAIN && (value.isEmpty() || value.equals("~") || value.equalsIgnoreCase("null"));
        }
    }

    /** How a scalar is written. */
    enum Style {
        PLAIN,
        QUOTED,
        /** A literal or a folded one: lines of its own, which cannot stand within braces or brackets. */
        BLOCK
    }

    /** @param flow in brackets */
    record Sequence(int start, int end, boolean flow, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** @param flow in braces */
    record Mapping(int start, int end, boolean flow, List<Entry> entries) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The entry of a key; empty too where its value is nothing. */
        public Optional<Entry> entry(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().value().equals(key))
                    .filter(entry -> !(entry.value() instanceof Scalar scalar && scalar.isNull()))
                    .findFirst();
        }

        /** The value of a key, aliases followed. */
        public Optional<YamlNode> value(String key) {
            return entry(key).map(entry -> entry.value().resolved());
        }
    }

    /** A key and its value. */
    record Entry(Scalar key, YamlNode value) {}

    /** @param target the node that it stands for */
    record Alias(int start, int end, YamlNode target) implements YamlNode {
        @Override
        public YamlNode resolved() {
            return target.resolved();
        }
    }

    /** The node itself, or what an alias stands for. */
    default YamlNode resolved() {
        return this;
    }
}

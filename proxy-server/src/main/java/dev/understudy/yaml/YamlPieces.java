package dev.understudy.yaml;

import dev.understudy.yaml.YamlNode.Alias;
import dev.understudy.yaml.YamlNode.Entry;
import dev.understudy.yaml.YamlNode.Mapping;
import dev.understudy.yaml.YamlNode.Scalar;
import dev.understudy.yaml.YamlNode.Sequence;
import dev.understudy.yaml.YamlNode.Style;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** Pieces of a YAML text, written out for another place in it. */
final class YamlPieces {
    /** What may stand within braces without quotes (YAML 1.2.2 section 7.3.3). */
    private static final Pattern SAFE = Pattern.compile("[^,\\[\\]{}\\s](?:[^,\\[\\]{}\\r\\n]*[^,\\[\\]{}\\s])?");

    private final YamlText source;

    YamlPieces(YamlText source) {
        this.source = source;
    }

    /** Whether two nodes say the same. */
    boolean alike(YamlNode one, YamlNode other) {
        YamlNode a = one.resolved();
        YamlNode b = other.resolved();
        if (a instanceof Scalar x && b instanceof Scalar y) {
            return x.value().equals(y.value()) && (x.style() == Style.PLAIN) == (y.style() == Style.PLAIN);
        } else if (a instanceof Sequence x && b instanceof Sequence y) {
            boolean same = x.items().size() == y.items().size();
            for (int i = 0; same && i < x.items().size(); i++) {
                same = alike(x.items().get(i), y.items().get(i));
            }
            return same;
        } else if (a instanceof Mapping x && b instanceof Mapping y) {
            Map<String, YamlNode> left = values(x);
            Map<String, YamlNode> right = values(y);
            return left.keySet().equals(right.keySet())
                    && left.entrySet().stream()
                            .allMatch(entry ->
                                    alike(entry.getValue(), right.getOrDefault(entry.getKey(), entry.getValue())));
        }
        return false;
    }

    private static Map<String, YamlNode> values(Mapping mapping) {
        Map<String, YamlNode> values = new TreeMap<>();
        mapping.entries().forEach(entry -> values.put(entry.key().value(), entry.value()));
        return values;
    }

    /** {@code key: value} for within braces. */
    String flowEntry(Entry entry) {
        return inline(entry.key(), true) + ": " + inline(entry.value(), true);
    }

    /** A value for behind a key or a dash; {@code within} braces or brackets it may have no line breaks of its own. */
    String inline(YamlNode node, boolean within) {
        if (node instanceof Alias alias) {
            return source.between(alias.start(), alias.end());
        } else if (node instanceof Scalar scalar) {
            return scalar(scalar, within);
        } else if (node instanceof Sequence list) {
            return list.flow() ? source.between(list.start(), list.end()) : brackets(list);
        } else if (node instanceof Mapping mapping) {
            return mapping.flow() ? source.between(mapping.start(), mapping.end()) : braces(mapping);
        }
        throw new IllegalStateException("a node of another kind");
    }

    private String scalar(Scalar scalar, boolean within) {
        String written = source.between(scalar.start(), scalar.end());
        boolean keeps = switch (scalar.style()) {
            case PLAIN -> !within || SAFE.matcher(written).matches();
            case QUOTED -> !within || written.indexOf('\n') < 0;
            case BLOCK -> false;
        };
        // JSON's strings are YAML's double-quoted ones (YAML 1.2.2 section 1.3).
        return keeps ? written : JsonMapper.shared().writeValueAsString(scalar.value());
    }

    private String brackets(Sequence list) {
        StringJoiner items = new StringJoiner(", ", "[ ", " ]");
        list.items().forEach(item -> items.add(inline(item, true)));
        return items.toString();
    }

    private String braces(Mapping mapping) {
        StringJoiner entries = new StringJoiner(", ", "{ ", " }");
        mapping.entries().forEach(entry -> entries.add(flowEntry(entry)));
        return entries.toString();
    }

    /** {@code key: value} for a line of its own at a column; further lines keep their distance to the first. */
    String blockEntry(Entry entry, Mapping in, int column) {
        if (in.flow()) {
            return inline(entry.key(), false) + ": " + inline(entry.value(), false);
        }
        int start = entry.key().start();
        return moved(start, source.afterComment(entry.value().end()), column);
    }

    /** An item for behind a dash. */
    String blockItem(YamlNode item, int column) {
        boolean block = (item instanceof Mapping mapping && !mapping.flow())
                || (item instanceof Sequence list && !list.flow())
                || (item instanceof Scalar scalar && scalar.style() == Style.BLOCK);
        return block ? moved(item.start(), source.afterComment(item.end()), column) : inline(item, false);
    }

    private String moved(int start, int end, int column) {
        int from = source.column(start);
        String[] lines = source.between(start, end).split("\n", -1);
        StringBuilder text = new StringBuilder(lines[0]);
        for (int i = 1; i < lines.length; i++) {
            text.append('\n').append(moved(lines[i], from, column));
        }
        return text.toString();
    }

    private static String moved(String line, int from, int column) {
        String content = line.stripLeading();
        int indent = line.length() - content.length();
        if (content.isEmpty()) {
            return line.endsWith("\r") ? "\r" : "";
        }
        // Less than the first line only within braces, brackets or quotes, where it does not matter.
        int wanted = indent > from ? indent - from + column : column + (indent == from ? 0 : 2);
        return " ".repeat(wanted) + content;
    }
}

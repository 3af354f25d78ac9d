package dev.understudy.yaml;

import dev.understudy.yaml.YamlNode.Entry;
import dev.understudy.yaml.YamlNode.Mapping;
import dev.understudy.yaml.YamlNode.Scalar;
import dev.understudy.yaml.YamlNode.Sequence;
import dev.understudy.yaml.YamlNode.Style;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Changes to one YAML text, collected and then made at once. Moved pieces keep their own writing: comments inside, quotes, references.
 * What is made must be read again before it is trusted: an anchor that went, or a piece that means something else where it is
 * now, is not noticed here. One thread.
 */
public final class YamlEdits {
    private static final int STEP = 2;

    /** @param order among changes at the same place */
    private record Edit(int from, int to, String text, int order) {}

    private final YamlText source;
    private final YamlPieces pieces;
    private final YamlExtent extent;
    private final List<Edit> edits = new ArrayList<>();
    /** Items and values that go. */
    private final Set<YamlNode> deleted = new HashSet<>();
    /** Collections that something was added to. */
    private final Set<YamlNode> added = new HashSet<>();

    public YamlEdits(YamlText source) {
        this.source = source;
        this.pieces = new YamlPieces(source);
        this.extent = new YamlExtent(source);
    }

    /** The text with all changes. */
    public String apply() {
        List<Edit> ordered = new ArrayList<>(edits);
        ordered.sort(Comparator.comparingInt(Edit::from).thenComparingInt(Edit::order));
        StringBuilder result = new StringBuilder();
        int done = 0;
        for (Edit edit : ordered) {
            if (edit.from() < done) {
                // Within something that goes.
                continue;
            }
            result.append(source.text(), done, edit.from()).append(edit.text());
            done = edit.to();
        }
        return result.append(source.text(), done, source.text().length()).toString();
    }

    private void edit(int from, int to, String text) {
        edits.add(new Edit(from, to, text, edits.size()));
    }

    /** Puts the value of {@code wanted} in the place of that of {@code old}, touching no more than differs. */
    public void replace(Mapping parent, Entry old, Entry wanted, Mapping wantedIn) {
        YamlNode before = old.value().resolved();
        YamlNode after = wanted.value().resolved();
        if (pieces.alike(before, after)) {
            return;
        }
        if (old.value() instanceof Scalar from && wanted.value() instanceof Scalar to && oneLine(from) && oneLine(to)) {
            edit(from.start(), from.end(), pieces.inline(to, parent.flow()));
        } else if (old.value() instanceof Mapping from
                && wanted.value() instanceof Mapping to
                && keys(from).equals(keys(to))) {
            to.entries()
                    .forEach(entry -> from.entry(entry.key().value())
                            .ifPresentOrElse(
                                    inner -> replace(from, inner, entry, to),
                                    () -> whole(parent, old, wanted, wantedIn)));
        } else {
            whole(parent, old, wanted, wantedIn);
        }
    }

    private void whole(Mapping parent, Entry old, Entry wanted, Mapping wantedIn) {
        String text = parent.flow()
                ? pieces.flowEntry(wanted)
                : pieces.blockEntry(wanted, wantedIn, source.column(old.key().start()));
        // A comment behind what goes would end up behind the last line of what comes.
        int end = text.contains("\n")
                ? source.afterComment(old.value().end())
                : old.value().end();
        edit(old.key().start(), Math.max(end, old.key().end() + 1), text);
    }

    private static boolean oneLine(Scalar scalar) {
        return scalar.style() != Style.BLOCK && !scalar.isNull();
    }

    private static Set<String> keys(Mapping mapping) {
        Set<String> keys = new HashSet<>();
        mapping.entries().forEach(entry -> keys.add(entry.key().value()));
        return keys;
    }

    /** Adds an entry at the end of a mapping. */
    public void add(Mapping mapping, Entry wanted, Mapping wantedIn) {
        if (mapping.flow()) {
            addInFlow(mapping, values(mapping), pieces.flowEntry(wanted));
        } else {
            int column = source.column(mapping.entries().get(0).key().start());
            addLine(values(mapping), column, pieces.blockEntry(wanted, wantedIn, column));
        }
    }

    /** Adds a key with a mapping of entries that stand in another one. Replaces an entry of that key without a value. */
    public void add(Mapping mapping, String key, List<Entry> entries, Mapping entriesIn) {
        mapping.entries().stream()
                .filter(entry -> entry.key().value().equals(key))
                .findFirst()
                .ifPresent(empty -> delete(mapping, empty));
        if (mapping.flow()) {
            List<String> inner = entries.stream().map(pieces::flowEntry).toList();
            addInFlow(mapping, values(mapping), key + ": { " + String.join(", ", inner) + " }");
            return;
        }
        int column = source.column(mapping.entries().get(0).key().start());
        StringBuilder text = new StringBuilder(key).append(':');
        for (Entry entry : entries) {
            text.append(source.lineBreak())
                    .append(" ".repeat(column + STEP))
                    .append(pieces.blockEntry(entry, entriesIn, column + STEP));
        }
        addLine(values(mapping), column, text.toString());
    }

    /**
     * Takes items out of a list, with the comments that belong to them, and adds others at its end; a list of which nothing is left
     * becomes {@code []}.
     */
    public void change(Entry entry, Set<? extends YamlNode> without, List<? extends YamlNode> with) {
        if (!(entry.value().resolved() instanceof Sequence list)) {
            throw new IllegalArgumentException(entry.key().value() + ": (expected: a list)");
        }
        List<YamlNode> going = list.items().stream().filter(without::contains).toList();
        List<? extends YamlNode> coming = with;
        if (!going.isEmpty() && going.size() == list.items().size()) {
            if (coming.isEmpty()) {
                emptied(entry, list);
                return;
            }
            // The first that comes takes the place of the first that goes.
            edit(going.get(0).start(), going.get(0).end(), pieces.inline(coming.get(0), list.flow()));
            going = going.subList(1, going.size());
            coming = coming.subList(1, coming.size());
        }
        going.forEach(item -> delete(list, item));
        coming.forEach(item -> add(list, item));
    }

    private void delete(Sequence list, YamlNode item) {
        deleted.add(item);
        if (list.flow()) {
            delete(extent.inFlow(item.start(), item.end()));
        } else {
            delete(extent.lines(dash(list, item), item.end()));
        }
    }

    private void add(Sequence list, YamlNode item) {
        if (list.flow()) {
            addInFlow(list, list.items(), pieces.inline(item, true));
        } else {
            int column = source.column(list.start());
            addLine(list.items(), column, "- " + pieces.blockItem(item, column + STEP));
        }
    }

    private void addLine(List<YamlNode> present, int column, String text) {
        int at = source.afterComment(lastThatStays(present).end());
        edit(at, at, source.lineBreak() + " ".repeat(column) + text);
    }

    private YamlNode lastThatStays(List<YamlNode> present) {
        for (int i = present.size() - 1; i >= 0; i--) {
            if (!deleted.contains(present.get(i))) {
                return present.get(i);
            }
        }
        throw new IllegalStateException("nothing stays that something could be added to");
    }

    private void addInFlow(YamlNode collection, List<YamlNode> present, String text) {
        boolean first = present.stream().allMatch(deleted::contains) && added.add(collection);
        if (present.isEmpty()) {
            int at = collection.start() + 1;
            String after = source.text().charAt(at) == ' ' ? "" : " ";
            edit(at, at, first ? " " + text + after : ", " + text);
        } else {
            int at = present.get(present.size() - 1).end();
            edit(at, at, first ? text : ", " + text);
        }
    }

    private static List<YamlNode> values(Mapping mapping) {
        return mapping.entries().stream().map(Entry::value).toList();
    }

    /** Takes an entry out. */
    public void delete(Mapping mapping, Entry entry) {
        deleted.add(entry.value());
        if (mapping.flow()) {
            delete(extent.inFlow(entry.key().start(), entry.value().end()));
        } else {
            int end = Math.max(entry.value().end(), entry.key().end() + 1);
            delete(extent.lines(entry.key().start(), end));
        }
    }

    private void delete(YamlExtent.Span span) {
        edit(span.from(), span.to(), "");
    }

    /** The dash before an item: at the list's column, in the item's line or above. */
    private int dash(Sequence list, YamlNode item) {
        int column = source.column(list.start());
        int line = source.lineStart(item.start());
        while (line > 0
                && source.text().charAt(Math.min(line + column, source.text().length() - 1)) != '-') {
            line = source.lineStart(line - 1);
        }
        return line + column;
    }

    /** From the key's colon on: what is between is about the items. */
    private void emptied(Entry entry, Sequence list) {
        int from = source.text().indexOf(':', entry.key().end()) + 1;
        if (list.flow() || entry.value() != list) {
            edit(from, entry.value().end(), " []");
        } else {
            edit(from, extent.lastLineEnd(source.column(list.start()), list.end()), " []");
        }
    }
}

package dev.understudy.yaml;

import dev.understudy.yaml.YamlNode.Alias;
import dev.understudy.yaml.YamlNode.Entry;
import dev.understudy.yaml.YamlNode.Mapping;
import dev.understudy.yaml.YamlNode.Scalar;
import dev.understudy.yaml.YamlNode.Sequence;
import dev.understudy.yaml.YamlNode.Style;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A YAML text with its nodes. For texts that were read as a configuration before: one document, whose depth and size have been
 * found to be within bounds. Immutable.
 */
public final class YamlText {
    private static final int DEEPEST = 64;

    private final String text;
    private final YamlNode root;

    private YamlText(String text, YamlNode root) {
        this.text = text;
        this.root = root;
    }

    /** @throws IllegalArgumentException for what is not one YAML document of reasonable depth */
    public static YamlText of(String text) {
        try {
            return new YamlText(text, new Reader(text).root());
        } catch (YamlEngineException broken) {
            throw new IllegalArgumentException("not YAML: " + broken.getMessage(), broken);
        }
    }

    public String text() {
        return text;
    }

    public YamlNode root() {
        return root;
    }

    /** What stands between two places. */
    String between(int start, int end) {
        return text.substring(start, end);
    }

    /** Where the line of a place begins. */
    int lineStart(int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    /** Where the line of a place ends: before its line break. */
    int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        int before = end < 0 ? text.length() : end;
        return before > at && text.charAt(before - 1) == '\r' ? before - 1 : before;
    }

    /** How far from the start of its line a place is, in UTF-16 units. */
    int column(int at) {
        return at - lineStart(at);
    }

    /** A line break as this text has them. */
    String lineBreak() {
        int first = text.indexOf('\n');
        return first > 0 && text.charAt(first - 1) == '\r' ? "\r\n" : "\n";
    }

    /** After a comment that stands behind a place on its line; the place itself where there is none. */
    int afterComment(int at) {
        String rest = between(at, lineEnd(at));
        return rest.stripLeading().startsWith("#") ? lineEnd(at) : at;
    }

    /** Events → nodes. */
    private static final class Reader {
        private final String text;
        private final Iterator<Event> events;
        private final Map<String, YamlNode> anchors = new HashMap<>();
        /** The place that was asked for last, in UTF-16 units and in code points. */
        private int offset;

        private int codePoints;

        Reader(String text) {
            this.text = text;
            this.events = YamlEvents.of(text).iterator();
        }

        YamlNode root() {
            Event event = events.next();
            while (!(event instanceof NodeEvent)) {
                if (event.getEventId() == Event.ID.StreamEnd) {
                    throw new IllegalArgumentException("nothing in it (expected: YAML)");
                }
                event = events.next();
            }
            return node(event, 0);
        }

        private YamlNode node(Event event, int depth) {
            if (depth > DEEPEST) {
                throw new IllegalArgumentException("nested more than " + DEEPEST + " deep (expected: less nesting)");
            }
            YamlNode node;
            if (event instanceof AliasEvent alias) {
                YamlNode target = anchors.get(alias.getAlias().getValue());
                if (target == null) {
                    throw new IllegalArgumentException("an alias (expected: the name of an anchor before it)");
                }
                return new Alias(start(event), end(event), target);
            } else if (event instanceof ScalarEvent scalar) {
                node = scalar(scalar);
            } else if (event.getEventId() == Event.ID.SequenceStart) {
                node = sequence((CollectionStartEvent) event, depth);
            } else {
                node = mapping((CollectionStartEvent) event, depth);
            }
            Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
            anchor.ifPresent(named -> anchors.put(named.getValue(), node));
            return node;
        }

        private Scalar scalar(ScalarEvent event) {
            Style style =
                    event.isPlain() ? Style.PLAIN : event.isLiteral() || event.isFolded() ? Style.BLOCK : Style.QUOTED;
            return new Scalar(start(event), end(event), event.getValue(), style);
        }

        private Sequence sequence(CollectionStartEvent start, int depth) {
            List<YamlNode> items = new ArrayList<>();
            Event event = events.next();
            while (event.getEventId() != Event.ID.SequenceEnd) {
                items.add(node(event, depth + 1));
                event = events.next();
            }
            int last =
                    items.isEmpty() ? end(start) : items.get(items.size() - 1).end();
            return new Sequence(start(start), start.isFlow() ? end(event) : last, start.isFlow(), items);
        }

        private Mapping mapping(CollectionStartEvent start, int depth) {
            List<Entry> entries = new ArrayList<>();
            Event event = events.next();
            while (event.getEventId() != Event.ID.MappingEnd) {
                if (!(node(event, depth + 1).resolved() instanceof Scalar key)) {
                    throw new IllegalArgumentException("a key (expected: plain text)");
                }
                entries.add(new Entry(key, node(events.next(), depth + 1)));
                event = events.next();
            }
            int last = entries.isEmpty()
                    ? end(start)
                    : entries.get(entries.size() - 1).value().end();
            return new Mapping(start(start), start.isFlow() ? end(event) : last, start.isFlow(), entries);
        }

        private int start(Event event) {
            return offset(event.getStartMark());
        }

        /** Of a block scalar the parser sees the end in the next line: that is no part of it. */
        private int end(Event event) {
            int end = offset(event.getEndMark());
            int start = start(event);
            while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
            return end;
        }

        /** Marks count code points. */
        private int offset(Optional<Mark> mark) {
            int index = mark.orElseThrow(() -> new IllegalStateException("the parser keeps marks"))
                    .getIndex();
            // From the last one: from the start of the text each time, a long text would take minutes.
            offset = text.offsetByCodePoints(offset, index - codePoints);
            codePoints = index;
            return offset;
        }
    }
}

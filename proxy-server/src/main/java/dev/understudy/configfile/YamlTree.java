package dev.understudy.configfile;

import dev.understudy.yaml.YamlEvents;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML text → {@link Value}. Works on parser events with a stack of its own, so that neither depth nor aliases can
 * exhaust anything: nesting and the written-out size are bounded, and an alias inside its own anchor is refused.
 */
final class YamlTree {
    private static final int DEEPEST = 64;
    private static final int LARGEST = 100_000;
    private static final String STRING_TAG = "tag:yaml.org,2002:str";

    private final Problems problems;
    private final Map<String, Value> anchors = new HashMap<>();
    private final Deque<TreeBuilder> open = new ArrayDeque<>();
    private @Nullable Value root;
    private int documents;

    private YamlTree(Problems problems) {
        this.problems = problems;
    }

    /** The tree, or null when there is none, which has then been reported. */
    static @Nullable Value parse(String text, Problems problems) {
        YamlTree tree = new YamlTree(problems);
        try {
            tree.read(text);
            if (tree.root == null) {
                problems.error(Position.START, "yaml", "nothing in it", "a configuration with routes");
            }
            return tree.root;
        } catch (Refused refused) {
            problems.error(refused.at, "yaml", refused.problem, refused.expected);
        } catch (MarkedYamlEngineException broken) {
            problems.error(place(broken), "yaml", sentence(broken), hint(broken));
        } catch (ReaderException broken) {
            Position at = Position.after(text.substring(0, Math.min(text.length(), Math.max(0, broken.getPosition()))));
            problems.error(
                    at,
                    "yaml",
                    String.format("character U+%04X", broken.getCodePoint()),
                    "printable characters; others escaped in double quotes");
        } catch (YamlEngineException broken) {
            problems.error(Position.START, "yaml", String.valueOf(broken.getMessage()), "valid YAML 1.2");
        }
        return null;
    }

    private static Position place(MarkedYamlEngineException broken) {
        return broken.getProblemMark()
                .or(broken::getContextMark)
                .map(Position::of)
                .orElse(Position.START);
    }

    /** The one trap that everybody falls into: a brace ends plain text inside braces. */
    private static String hint(MarkedYamlEngineException broken) {
        Mark mark = broken.getProblemMark().orElse(null);
        int at = mark == null ? 0 : mark.getPointer();
        boolean reference = mark != null && at > 0 && at < mark.getBuffer().length && mark.getBuffer()[at - 1] == '$';
        return reference ? "\"${NAME}\" in quotes inside braces or brackets" : "valid YAML 1.2";
    }

    private static String sentence(MarkedYamlEngineException broken) {
        String context = broken.getContext();
        String problem = broken.getProblem() == null ? "broken" : broken.getProblem();
        return context == null || context.isBlank() ? problem : context + ", " + problem;
    }

    private void read(String text) {
        for (Event event : YamlEvents.of(text)) {
            step(event);
        }
    }

    private void step(Event event) {
        Position at = event.getStartMark().map(Position::of).orElse(Position.START);
        if (event instanceof DocumentStartEvent && ++documents > 1) {
            throw new Refused(at, "a second document", "one document");
        } else if (event instanceof ScalarEvent scalar) {
            add(new Value.Scalar(scalar.getValue(), plain(scalar, at), at), scalar.getAnchor());
        } else if (event instanceof CollectionStartEvent start) {
            open(start, at);
        } else if (event instanceof AliasEvent alias) {
            add(aliased(alias, at), Optional.empty());
        } else if (event.getEventId() == Event.ID.MappingEnd || event.getEventId() == Event.ID.SequenceEnd) {
            TreeBuilder done = open.pop();
            add(done.build(), Optional.ofNullable(done.anchor()));
        }
    }

    private boolean plain(ScalarEvent scalar, Position at) {
        checkTag(scalar.getTag(), at);
        return scalar.isPlain() && scalar.getTag().isEmpty();
    }

    private void open(CollectionStartEvent start, Position at) {
        checkTag(start.getTag(), at);
        if (open.size() >= DEEPEST) {
            throw new Refused(at, "nested more than " + DEEPEST + " deep", "less nesting");
        }
        Anchor anchor = ((NodeEvent) start).getAnchor().orElse(null);
        open.push(
                start instanceof MappingStartEvent
                        ? new TreeBuilder.OfMapping(at, anchor, problems)
                        : new TreeBuilder.OfSequence(at, anchor));
    }

    private void checkTag(Optional<String> tag, Position at) {
        if (tag.isPresent() && !tag.get().equals(STRING_TAG)) {
            // One of YAML's own says what is wrong; another may be a line of somebody's secrets.
            String shown = tag.get().startsWith("tag:yaml.org,2002:") ? "tag " + tag.get() : "a tag";
            problems.error(at, "yaml", shown, "no tag, or !!str");
        }
    }

    private Value aliased(AliasEvent alias, Position at) {
        String name = alias.getAlias().getValue();
        Value value = anchors.get(name);
        if (value == null) {
            problems.error(
                    at, "yaml", "alias *" + ShownKey.of(name), "the name of an anchor that is complete before it");
            return new Value.Scalar("", true, at);
        }
        return value;
    }

    private void add(Value value, Optional<Anchor> anchor) {
        anchor.ifPresent(a -> anchors.put(a.getValue(), value));
        TreeBuilder parent = open.peek();
        if (parent == null) {
            root = value;
            return;
        }
        parent.add(value);
        if (parent.size() > LARGEST) {
            throw new Refused(value.at(), "more than " + LARGEST + " values, aliases written out", "fewer");
        }
    }

    /** A bound was hit: reading goes no further. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Position at;
        private final String problem;
        private final String expected;

        Refused(Position at, String problem, String expected) {
            super(problem);
            this.at = at;
            this.problem = problem;
            this.expected = expected;
        }
    }
}

package dev.understudy.promotion;

import dev.understudy.yaml.YamlEdits;
import dev.understudy.yaml.YamlNode;
import dev.understudy.yaml.YamlNode.Entry;
import dev.understudy.yaml.YamlNode.Mapping;
import dev.understudy.yaml.YamlNode.Scalar;
import dev.understudy.yaml.YamlNode.Sequence;
import dev.understudy.yaml.YamlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes the text of a configuration so that a route's live becomes a shadow's candidate, and the shadow goes. */
final class LiveEdit {
    private static final List<String> WHOLE = List.of("model", "system_prompt");

    private final YamlEdits edits;
    private final Mapping root;
    private final Target target;

    private LiveEdit(YamlText source, Target target) {
        this.edits = new YamlEdits(source);
        this.root = mapping(source.root(), "(file)");
        this.target = target;
    }

    static String of(String text, Target target) {
        YamlText source = YamlText.of(text);
        LiveEdit edit = new LiveEdit(source, target);
        edit.promote();
        return edit.edits.apply();
    }

    private void promote() {
        Entry shadows = root.entry("shadows").orElseThrow();
        YamlNode item = named(shadows, target.shadow().name());
        Mapping shadow = mapping(item, "shadows");
        Mapping candidate = mapping(shadow.value("candidate").orElseThrow(), "candidate");
        Mapping route =
                mapping(named(root.entry("routes").orElseThrow(), target.route().name()), "routes");
        if (target.moves()) {
            edits.replace(
                    route,
                    route.entry("upstream").orElseThrow(),
                    candidate.entry("upstream").orElseThrow(),
                    candidate);
        }
        Optional<YamlNode> live = route.value("live");
        if (live.isPresent()) {
            merge(mapping(live.get(), "live"), candidate);
        } else {
            begin(route, candidate);
        }
        edits.change(shadows, Set.of(item), List.of());
    }

    private boolean takesCredentials() {
        return !target.shadow()
                .candidate()
                .upstream()
                .origin()
                .equals(target.route().upstream().origin());
    }

    /** The item of a list whose name it is. The list may be an alias, and so may its items. */
    private static YamlNode named(Entry list, String name) {
        if (list.value().resolved() instanceof Sequence sequence) {
            for (YamlNode item : sequence.items()) {
                if (item.resolved() instanceof Mapping mapping
                        && mapping.value("name")
                                .filter(value -> says(value, name))
                                .isPresent()) {
                    return item;
                }
            }
        }
        throw new UnpromotableException(list.key().value() + ": " + name
                + " is not there by this name (expected: name: " + name + ", without a reference)");
    }

    private static boolean says(YamlNode node, String text) {
        return node instanceof Scalar scalar && scalar.value().equals(text);
    }

    private static Mapping mapping(YamlNode node, String key) {
        if (node.resolved() instanceof Mapping mapping) {
            return mapping;
        }
        throw new UnpromotableException(key + ": (expected: a mapping)");
    }

    /** Live has no variant yet: the candidate's becomes it, in the candidate's own words. */
    private void begin(Mapping route, Mapping candidate) {
        List<Entry> entries = new ArrayList<>();
        for (String key : List.of("credentials", "model", "system_prompt", "set", "remove", "patch")) {
            if (!key.equals("credentials") || takesCredentials()) {
                candidate.entry(key).ifPresent(entries::add);
            }
        }
        if (!entries.isEmpty()) {
            edits.add(route, "live", entries, candidate);
        }
    }

    private void merge(Mapping live, Mapping candidate) {
        if (takesCredentials()) {
            whole(live, candidate, "credentials");
        }
        WHOLE.forEach(key -> whole(live, candidate, key));
        set(live, candidate);
        remove(live, candidate);
        patch(live, candidate);
    }

    private void whole(Mapping live, Mapping candidate, String key) {
        candidate
                .entry(key)
                .ifPresent(wanted -> live.entry(key)
                        .ifPresentOrElse(
                                old -> edits.replace(live, old, wanted, candidate),
                                () -> edits.add(live, wanted, candidate)));
    }

    private void set(Mapping live, Mapping candidate) {
        Optional<YamlNode> wanted = candidate.value("set");
        Optional<YamlNode> present = live.value("set").filter(node -> node instanceof Mapping);
        if (wanted.isEmpty() || present.isEmpty()) {
            whole(live, candidate, "set");
            return;
        }
        Mapping fields = (Mapping) present.get();
        Mapping from = mapping(wanted.get(), "set");
        for (Entry entry : from.entries()) {
            String name = entry.key().value();
            List<Entry> related = fields.entries().stream()
                    .filter(other -> VariantMerge.within(other.key().value(), name))
                    .toList();
            if (related.isEmpty()) {
                edits.add(fields, entry, from);
            } else {
                edits.replace(fields, related.get(0), entry, from);
                related.subList(1, related.size()).forEach(other -> edits.delete(fields, other));
            }
        }
    }

    private void remove(Mapping live, Mapping candidate) {
        Optional<Entry> present = live.entry("remove");
        if (present.isEmpty()) {
            whole(live, candidate, "remove");
            return;
        }
        Set<String> given = target.shadow().candidate().variant().set().keySet();
        Set<YamlNode> without = new HashSet<>();
        Set<String> known = new HashSet<>();
        for (YamlNode item : items(present.get().value())) {
            String field = item.resolved() instanceof Scalar scalar ? scalar.value() : "";
            known.add(field);
            if (given.stream().anyMatch(other -> VariantMerge.within(field, other))) {
                without.add(item);
            }
        }
        List<YamlNode> with = candidate.entry("remove").map(entry -> items(entry.value())).orElse(List.of()).stream()
                .filter(item -> !(item.resolved() instanceof Scalar scalar && known.contains(scalar.value())))
                .toList();
        edits.change(present.get(), without, with);
    }

    private void patch(Mapping live, Mapping candidate) {
        Optional<Entry> present = live.entry("patch");
        Optional<Entry> wanted = candidate.entry("patch");
        if (present.isPresent() && wanted.isPresent()) {
            edits.change(present.get(), Set.of(), items(wanted.get().value()));
        } else {
            whole(live, candidate, "patch");
        }
    }

    private static List<YamlNode> items(YamlNode list) {
        return list.resolved() instanceof Sequence sequence ? sequence.items() : List.of();
    }
}

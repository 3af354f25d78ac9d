package dev.understudy.cli;

import dev.understudy.cli.Failures.Refused;
import dev.understudy.compare.Comparators;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.Price;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.ShadowConfig.GateConfig;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.offline.Score;
import dev.understudy.verdict.Gate;
import dev.understudy.verdict.rule.MetricTable;
import dev.understudy.verdict.rule.Rule;
import dev.understudy.verdict.rule.RuleException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What is compared and asked: by options, or as a shadow of a configuration has it. */
final class CompareOptions {
    /** All that say something of recorded answers without being told more. */
    private static final List<String> USUAL = List.of(
            "status",
            "exact",
            "text",
            "length",
            "language",
            "format",
            "json",
            "schema",
            "tools",
            "facts",
            "citations",
            "refusal",
            "semantic",
            "safety",
            "usage",
            "cost");

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final double CONFIDENCE = 0.95;

    @Option(
            names = "--compare",
            paramLabel = "LIST",
            description = "The comparators, as in a configuration: text,refusal or 'text: {threshold: 0.2}, json'"
                    + " (default: all that need no options).")
    private @Nullable String compare;

    @Option(
            names = "--score",
            paramLabel = "NAME[=LEAST..MOST]",
            description =
                    "A field of the lines with a mark that others gave the answer, such as stars=1..5 (default: 0 to 1);"
                            + " NAME.score in rules. May be repeated.")
    private List<String> marks = new ArrayList<>();

    @Option(
            names = "--gate",
            paramLabel = "RULE",
            description = "A rule that has to hold, such as 'semantic.distance <= noise + 0.05'. May be repeated.")
    private List<String> rules = new ArrayList<>();

    @Option(
            names = "--confidence",
            paramLabel = "C",
            description = "With which no wrong verdict is given (default: 0.95).")
    private @Nullable Double confidence;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A configuration; its prices count, and what --shadow says of it.")
    private @Nullable Path config;

    @Option(
            names = "--shadow",
            paramLabel = "NAME",
            description =
                    "The shadow of --config whose comparators and gate are meant, where no options say otherwise.")
    private @Nullable String shadow;

    /** @param prices of models, by name */
    record Setup(
            List<ComparatorConfig> compare,
            List<Score> scores,
            MetricTable metrics,
            Gate gate,
            Map<String, Price> prices) {
        /** All that has something to say, in order. */
        List<String> names() {
            return Stream.concat(
                            compare.stream().map(ComparatorConfig::name),
                            scores.stream().map(Score::name))
                    .toList();
        }
    }

    /**
     * Reads them all.
     *
     * @throws Refused for what cannot be
     */
    Setup setup(PrintWriter problems) {
        ProxyConfig loaded = config == null ? null : load(config, problems);
        ShadowConfig template = shadow(loaded);
        List<Score> scores = scores();
        MetricTable metrics =
                MetricTable.ofBuild().with(scores.stream().map(Score::metric).toList());
        Gate gate = gate(template, metrics);
        List<ComparatorConfig> comparators = comparators(template, gate);
        Comparators.from(comparators);
        Setup setup = new Setup(comparators, scores, metrics, gate, loaded == null ? Map.of() : loaded.prices());
        for (Rule rule : gate.rules()) {
            String needed = rule.metric().comparator();
            if (!setup.names().contains(needed)) {
                throw new Refused("--gate: " + rule.text() + " (expected: " + needed + " among --compare)");
            }
        }
        return setup;
    }

    private List<Score> scores() {
        List<Score> scores = new ArrayList<>();
        List<String> taken = new ArrayList<>(Comparators.names());
        for (String mark : marks) {
            try {
                Score score = Score.parse(mark);
                if (taken.contains(score.name())) {
                    throw new Refused(
                            "--score: " + mark + " (expected: a name that no comparator and no other score has)");
                }
                taken.add(score.name());
                scores.add(score);
            } catch (IllegalArgumentException malformed) {
                throw new Refused("--score: " + malformed.getMessage());
            }
        }
        return List.copyOf(scores);
    }

    private static ProxyConfig load(Path file, PrintWriter problems) {
        var load = new ConfigFile(file, new BuildCapabilities()).load();
        if (load instanceof Loaded sound) {
            return sound.config();
        }
        load.problems().forEach(problems::println);
        throw new Refused("--config: " + file + " (expected: a configuration that can be used)");
    }

    private @Nullable ShadowConfig shadow(@Nullable ProxyConfig loaded) {
        if (shadow == null) {
            return null;
        }
        if (loaded == null) {
            throw new Refused("--shadow: " + shadow + " (expected: --config FILE beside it)");
        }
        return loaded.shadows().stream()
                .filter(each -> each.name().equals(shadow))
                .findFirst()
                .orElseThrow(() -> new Refused("--shadow: " + shadow + " (expected: one of "
                        + String.join(
                                ", ",
                                loaded.shadows().stream()
                                        .map(ShadowConfig::name)
                                        .toList()) + ")"));
    }

    private Gate gate(@Nullable ShadowConfig template, MetricTable metrics) {
        GateConfig configured = template == null ? null : template.gate();
        List<String> texts = !rules.isEmpty() || configured == null ? rules : configured.rules();
        double usual = configured == null ? CONFIDENCE : configured.confidence();
        // Refuses a confidence that cannot be, and too many rules.
        GateConfig asked = new GateConfig(confidence == null ? usual : confidence, texts);
        return new Gate(
                asked.confidence(),
                texts.stream().map(text -> rule(text, metrics)).toList());
    }

    private static Rule rule(String text, MetricTable metrics) {
        try {
            return Rule.parse(text, metrics);
        } catch (RuleException refused) {
            throw new Refused("--gate: " + refused.found() + " at character " + refused.position() + " of \"" + text
                    + "\" (expected: " + refused.expected() + ")");
        }
    }

    private List<ComparatorConfig> comparators(@Nullable ShadowConfig template, Gate gate) {
        if (compare != null) {
            return named(compare);
        }
        if (template != null && !template.compare().isEmpty()) {
            return template.compare();
        }
        List<String> known = Comparators.names();
        List<String> names =
                new ArrayList<>(USUAL.stream().filter(known::contains).toList());
        for (Rule rule : gate.rules()) {
            String needed = rule.metric().comparator();
            if (!names.contains(needed) && known.contains(needed)) {
                names.add(needed);
            }
        }
        return names.stream().map(ComparatorConfig::named).toList();
    }

    /** A list as it stands in a configuration between brackets. */
    private static List<ComparatorConfig> named(String list) {
        try {
            List<ComparatorConfig> comparators = new ArrayList<>();
            for (JsonNode entry : YAML.readTree("[" + list + "]")) {
                comparators.add(comparator(entry, list));
            }
            if (!comparators.isEmpty()) {
                return List.copyOf(comparators);
            }
        } catch (JacksonException malformed) {
            throw refused(list);
        }
        throw refused(list);
    }

    private static ComparatorConfig comparator(JsonNode entry, String list) {
        if (entry.isString()) {
            return ComparatorConfig.named(entry.stringValue());
        }
        if (!entry.isObject() || entry.size() != 1) {
            throw refused(list);
        }
        Map.Entry<String, JsonNode> only = entry.properties().iterator().next();
        Map<String, JsonNode> options = new LinkedHashMap<>();
        only.getValue().properties().forEach(option -> options.put(option.getKey(), option.getValue()));
        if (!only.getValue().isObject() && !only.getValue().isNull()) {
            throw refused(list);
        }
        return new ComparatorConfig(only.getKey(), options);
    }

    private static Refused refused(String list) {
        return new Refused("--compare: " + list + " (expected: such as text,json or 'text: {threshold: 0.2}, json')");
    }
}

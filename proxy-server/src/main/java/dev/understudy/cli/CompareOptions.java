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
    record Setup(List<ComparatorConfig> compare, Gate gate, Map<String, Price> prices) {}

    /**
     * Reads them all.
     *
     * @throws Refused for what cannot be
     */
    Setup setup(PrintWriter problems) {
        ProxyConfig loaded = config == null ? null : load(config, problems);
        ShadowConfig template = shadow(loaded);
        Gate gate = gate(template);
        List<ComparatorConfig> comparators = comparators(template, gate);
        Comparators.from(comparators);
        for (Rule rule : gate.rules()) {
            String needed = rule.metric().comparator();
            if (comparators.stream().noneMatch(comparator -> comparator.name().equals(needed))) {
                throw new Refused("--gate: " + rule.text() + " (expected: " + needed + " among --compare)");
            }
        }
        return new Setup(comparators, gate, loaded == null ? Map.of() : loaded.prices());
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

    private Gate gate(@Nullable ShadowConfig template) {
        GateConfig configured = template == null ? null : template.gate();
        List<String> texts = !rules.isEmpty() || configured == null ? rules : configured.rules();
        double usual = configured == null ? CONFIDENCE : configured.confidence();
        // Refuses a confidence that cannot be, and too many rules.
        GateConfig asked = new GateConfig(confidence == null ? usual : confidence, texts);
        return new Gate(
                asked.confidence(), texts.stream().map(CompareOptions::rule).toList());
    }

    private static Rule rule(String text) {
        try {
            return Rule.parse(text, MetricTable.ofBuild());
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

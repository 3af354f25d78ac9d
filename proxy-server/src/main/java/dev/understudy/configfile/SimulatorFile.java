package dev.understudy.configfile;

import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.ConfigException;
import dev.understudy.config.JudgeConfig;
import dev.understudy.config.NamesConfig;
import dev.understudy.configfile.BoundedFiles.Unreadable;
import dev.understudy.sandbox.model.Cast;
import dev.understudy.sandbox.model.Pace;
import dev.understudy.sandbox.model.Personality;
import dev.understudy.sandbox.simulator.Fault;
import dev.understudy.sandbox.simulator.FaultRate;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import dev.understudy.sandbox.studio.RequestLimiter.Limits;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The simulator's own file, read as strictly as the proxy's:
 *
 * <pre>
 * key: "${SIM_KEY}"            # without it, everybody may ask
 * seed: 1
 * speed: 1                     # 10 is ten times as fast; instant: no waiting at all
 * rate_limit: { requests: 500, tokens: 200000 }      # a minute
 * models:                      # beside the built-in ones
 *   sim-hasty: { like: sim-small, overlooks: 0.3, first_token: 40ms, gap: 3ms }
 * faults: [ { fault: hang, rate: 0.01, model: sim-small }, { fault: lag=500ms, rate: 0.05 } ]
 * keep: { requests: 200, bytes: 1MiB }
 * loops: 2
 * </pre>
 *
 * @param config null when a problem is an error
 */
public record SimulatorFile(@Nullable SimulatorConfig config, List<Problem> problems) {
    private static final String INSTANT = "instant";

    public SimulatorFile {
        problems = List.copyOf(problems);
    }

    /** @param environment gives the value of a variable, or null */
    public static SimulatorFile read(Path path, UnaryOperator<@Nullable String> environment) {
        Secrets secrets = new Secrets();
        Problems problems = new Problems(path.toString(), secrets);
        Path folder = path.toAbsolutePath().getParent();
        ReadContext context = new ReadContext(
                problems, secrets, NOTHING, environment, folder == null ? path.toAbsolutePath() : folder);
        SimulatorConfig config = read(path, context);
        return new SimulatorFile(problems.errors() > 0 ? null : config, problems.sorted());
    }

    private static @Nullable SimulatorConfig read(Path path, ReadContext context) {
        try {
            Value tree = YamlTree.parse(BoundedFiles.text(context.bytesOf(path)), context.problems);
            if (tree instanceof Value.Mapping mapping) {
                return whole(new Section(context, "", mapping));
            }
            if (tree != null) {
                String found = tree instanceof Value.Scalar ? "text" : tree.kind();
                context.problems.error(tree.at(), "yaml", found, "a mapping with models, faults, …");
            }
        } catch (Unreadable unreadable) {
            context.problems.error(unreadable.at(), "(file)", unreadable.problem(), "a readable YAML file in UTF-8");
        }
        return null;
    }

    private static @Nullable SimulatorConfig whole(Section root) {
        SimulatorConfig usual = SimulatorConfig.REALISTIC;
        String key = root.secret("key");
        int seed = root.integer("seed", (int) usual.seed());
        double speed = root.value("speed", SimulatorFile::speed, "a number, or instant", usual.speed());
        Limits limits = limits(root.sectionOrEmpty("rate_limit"));
        Cast cast = cast(root);
        List<FaultRate> faults =
                root.list("faults", "a list of mappings (- fault: hang)", (at, value) -> fault(root, at, value));
        Section keep = root.sectionOrEmpty("keep");
        int requests = keep.integer("requests", usual.keepRequests());
        long bytes = keep.size("bytes", new dev.understudy.config.ByteSize(usual.keepBytes()))
                .bytes();
        keep.finish();
        int loops = root.integer("loops", usual.loops());
        return root.build(() -> new SimulatorConfig(
                key,
                seed,
                speed,
                cast,
                Section.part(limits),
                faults,
                requests,
                (int) Math.min(Integer.MAX_VALUE, bytes),
                usual.bodyLimit(),
                loops,
                usual.clock()));
    }

    private static double speed(String text) {
        return text.equals(INSTANT)
                ? Double.POSITIVE_INFINITY
                : Scalars.decimal(text).doubleValue();
    }

    private static @Nullable Limits limits(Section section) {
        long requests = section.integer("requests", (int) Limits.GENEROUS.requests());
        BigDecimal tokens = section.decimal("tokens");
        return section.build(
                () -> new Limits(requests, tokens == null ? Limits.GENEROUS.tokens() : tokens.longValue()));
    }

    private static Cast cast(Section root) {
        Map<String, Personality> models = root.entries("models", (at, value) -> {
            if (!(value instanceof Value.Mapping mapping)) {
                root.context().problems.error(value.at(), at, value.kind(), "a mapping (like: sim-small, …)");
                return null;
            }
            return personality(new Section(root.context(), at, mapping));
        });
        Cast cast = Cast.DEFAULT;
        for (Map.Entry<String, Personality> model : models.entrySet()) {
            cast = cast.with(model.getKey(), model.getValue());
        }
        return cast;
    }

    private static @Nullable Personality personality(Section section) {
        Personality like = section.value(
                "like",
                SimulatorFile::known,
                "a built-in model",
                Cast.DEFAULT.models().values().iterator().next());
        double overlooks = section.number("overlooks", like.overlooks());
        double gullible = section.number("gullible", like.gullible());
        double verbosity = section.number("verbosity", like.verbosity());
        int reasoning = section.integer("reasoning_tokens", like.reasoningTokens());
        int context = section.integer("context_tokens", like.contextTokens());
        double first = millis(section, "first_token", like.pace().firstTokenMillis());
        double gap = millis(section, "gap", like.pace().gapMillis());
        double spread = section.number("spread", like.pace().spread());
        int tokens = section.integer("tokens_per_chunk", like.pace().tokensPerChunk());
        return section.build(() -> new Personality(
                overlooks, gullible, verbosity, reasoning, context, new Pace(first, gap, spread, tokens)));
    }

    private static double millis(Section section, String key, double usual) {
        return section.duration(key, Duration.ofNanos((long) (usual * 1e6))).toNanos() / 1e6;
    }

    private static Personality known(String name) {
        return Cast.DEFAULT
                .find(name)
                .orElseThrow(() -> new ConfigException(
                        "",
                        name,
                        "one of " + String.join(", ", Cast.DEFAULT.models().keySet())));
    }

    private static @Nullable FaultRate fault(Section root, String at, Value value) {
        if (!(value instanceof Value.Mapping mapping)) {
            root.context().problems.error(value.at(), at, value.kind(), "a mapping (fault: hang, rate: 0.01)");
            return null;
        }
        Section section = new Section(root.context(), at, mapping);
        section.require("fault", "a fault such as hang");
        Fault fault = section.optional("fault", Fault::parse, "a fault such as hang or lag=500ms");
        double rate = section.number("rate", 1);
        String model = section.text("model");
        return section.build(() -> new FaultRate(Section.part(fault), rate, model));
    }

    /** The simulator's file names neither dialects nor comparators. */
    private static final Capabilities NOTHING = new Capabilities() {
        @Override
        public Set<String> dialects() {
            return Set.of();
        }

        @Override
        public Set<String> comparators() {
            return Set.of();
        }

        @Override
        public void checkComparator(ComparatorConfig comparator) {
            throw new ConfigException("", comparator.name(), "no comparator");
        }

        @Override
        public GateRule checkRule(String rule) {
            throw new ConfigException("", rule, "no rule");
        }

        @Override
        public void checkJudge(JudgeConfig judge) {
            throw new ConfigException("", judge.model(), "no judge");
        }

        @Override
        public void checkNames(NamesConfig names) {
            throw new ConfigException("model", names.model(), "no model");
        }

        @Override
        public void checkPredicate(String predicate) {
            throw new ConfigException("", predicate, "no predicate");
        }
    };
}

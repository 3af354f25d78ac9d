package dev.understudy.configfile;

import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.ConfigException;
import dev.understudy.config.ShadowConfig.GateConfig;
import dev.understudy.configfile.Capabilities.GateRule;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code gate}: its rules are read here once, so that a mistake is found where it stands. */
final class GateReader {
    private static final double CONFIDENCE = 0.95;

    private final Section section;
    private final List<ComparatorConfig> compare;
    private final double control;

    private GateReader(Section section, List<ComparatorConfig> compare, double control) {
        this.section = section;
        this.compare = compare;
        this.control = control;
    }

    /**
     * @param compare the shadow's comparators that run
     * @param control the shadow's share of controls
     */
    static @Nullable GateConfig read(Section shadow, List<ComparatorConfig> compare, double control) {
        Section section = shadow.section("gate");
        return section == null ? null : new GateReader(section, compare, control).read();
    }

    private @Nullable GateConfig read() {
        double confidence = section.number("confidence", CONFIDENCE);
        Duration silence = section.duration("silence", GateConfig.SILENCE);
        List<String> rules = section.list("rules", "a list of rules", this::rule);
        return section.build(() -> new GateConfig(confidence, rules, silence));
    }

    private @Nullable String rule(String at, Value value) {
        ReadContext context = section.context();
        return new ScalarReader(context)
                .read(at, value, text -> checked(at, value.at(), text), "a rule such as error.rate <= live + 0.005");
    }

    private String checked(String at, Position place, String text) {
        Scalars.nonEmpty(text);
        Capabilities capabilities = section.context().capabilities;
        GateRule rule = capabilities.checkRule(text);
        String comparator = rule.comparator();
        Problems problems = section.context().problems;
        if (!capabilities.comparators().contains(comparator)) {
            String missing = comparator + " is not part of this build, so this rule stays undecided";
            problems.warning(place, at, missing, null);
        } else if (compare.stream().noneMatch(each -> each.name().equals(comparator))) {
            throw new ConfigException("", text, comparator + " among the shadow's compare");
        }
        if (rule.noise() && control == 0) {
            String missing = "there is no control to tell the noise by, so this rule stays undecided";
            problems.warning(place, at, missing, "control: { percent: 20 }");
        }
        return text;
    }
}

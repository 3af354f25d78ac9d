package dev.understudy.configfile;

import dev.understudy.compare.Comparators;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.ConfigException;
import dev.understudy.config.JudgeConfig;
import dev.understudy.config.NamesConfig;
import dev.understudy.dialect.Dialects;
import dev.understudy.privacy.NameModels;
import dev.understudy.route.WhenPredicate;
import dev.understudy.variant.OwnRequests;
import dev.understudy.verdict.rule.MetricTable;
import dev.understudy.verdict.rule.Reference;
import dev.understudy.verdict.rule.Rule;
import dev.understudy.verdict.rule.RuleException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What this very build can do. */
public final class BuildCapabilities implements Capabilities {
    private final MetricTable metrics = MetricTable.ofBuild();

    @Override
    public Set<String> dialects() {
        return new TreeSet<>(Dialects.names());
    }

    @Override
    public Set<String> comparators() {
        return new TreeSet<>(Comparators.names());
    }

    @Override
    public void checkComparator(ComparatorConfig comparator) {
        try {
            Comparators.from(List.of(comparator));
        } catch (ConfigException refused) {
            // Its key speaks of a list with this one in it: compare[0].json.tolerance.
            String inside = refused.key().replaceFirst("^compare\\[0](\\." + comparator.name() + ")?\\.?", "");
            throw new ConfigException(inside, refused.value(), refused.expected());
        }
    }

    @Override
    public GateRule checkRule(String text) {
        try {
            Rule rule = Rule.parse(text, metrics);
            boolean noise = rule.bounds().get(0).estimand().reference() == Reference.NOISE;
            return new GateRule(rule.metric().comparator(), noise);
        } catch (RuleException refused) {
            String place = refused.found() + " at character " + refused.position() + " of \"" + text + "\"";
            throw new ConfigException("", place, refused.expected());
        }
    }

    @Override
    public void checkJudge(JudgeConfig judge) {
        var unused = new OwnRequests(
                judge.dialect(),
                new OwnRequests.Destination(judge.upstream(), judge.credentials(), judge.path(), judge.set(), "judge"));
    }

    @Override
    public void checkNames(NamesConfig names) {
        var unused = NameModels.opened(names);
    }

    @Override
    public void checkPredicate(String predicate) {
        WhenPredicate.compile(predicate);
    }
}

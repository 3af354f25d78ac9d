package dev.understudy.configfile;

import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.ConfigException;
import dev.understudy.config.JudgeConfig;
import dev.understudy.config.NamesConfig;
import java.util.Set;
import java.util.TreeSet;

/** Capabilities of a small make-believe build: predicates are bad when they say so. */
final class TestCapabilities implements Capabilities {
    @Override
    public Set<String> dialects() {
        return new TreeSet<>(Set.of("openai-chat", "anthropic-messages"));
    }

    @Override
    public Set<String> comparators() {
        return Set.of("status", "exact", "text", "json", "latency", "usage");
    }

    @Override
    public void checkComparator(ComparatorConfig comparator) {
        if (comparator.options().containsKey("bogus")) {
            throw new ConfigException("bogus", "unknown option", "tolerance, ignore");
        }
    }

    @Override
    public GateRule checkRule(String rule) {
        if (rule.contains("=<")) {
            throw new ConfigException("", "=<", "one of >=, <=");
        }
        return new GateRule(rule.substring(0, rule.indexOf('.')), rule.contains("noise"));
    }

    @Override
    public void checkJudge(JudgeConfig judge) {
        if (judge.model().equals("unaskable")) {
            throw new ConfigException("dialect", judge.dialect(), "one that can be asked");
        }
    }

    @Override
    public void checkNames(NamesConfig names) {
        if (names.model().endsWith("broken")) {
            throw new ConfigException("model", names.model(), "a model");
        }
    }

    @Override
    public void checkPredicate(String predicate) {
        if (predicate.contains("&&&")) {
            throw new ConfigException("when", predicate, "a CEL expression");
        }
    }
}

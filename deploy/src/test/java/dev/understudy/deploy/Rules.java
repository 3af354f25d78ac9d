package dev.understudy.deploy;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The recording and alerting rules that are shipped. */
final class Rules {
    /** @param record the series it makes; empty for an alert */
    record Rule(String record, String alert, String expression) {}

    private Rules() {}

    static List<Rule> all() {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode group : Deployment.yaml("prometheus/rules.yml").get("groups")) {
            for (JsonNode rule : group.get("rules")) {
                rules.add(new Rule(
                        rule.path("record").asString(""),
                        rule.path("alert").asString(""),
                        rule.get("expr").asString()));
            }
        }
        return rules;
    }
}

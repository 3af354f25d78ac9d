package dev.understudy.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A Grafana dashboard, as far as its queries go. */
record Dashboard(JsonNode json) {
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");

    /** @param where the panel's title, the variable or the annotation it belongs to */
    record Query(String where, String expression) {}

    static Dashboard of(Path file) {
        return new Dashboard(Deployment.parse(file));
    }

    List<JsonNode> panels() {
        List<JsonNode> panels = new ArrayList<>();
        for (JsonNode panel : json.get("panels")) {
            if (!panel.get("type").asString().equals("row")) {
                panels.add(panel);
            }
        }
        return panels;
    }

    /** The queries of panels, annotations and variables. */
    List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : panels()) {
            for (JsonNode target : panel.get("targets")) {
                queries.add(new Query(
                        panel.get("title").asString(), target.get("expr").asString()));
            }
        }
        for (JsonNode annotation : json.at("/annotations/list")) {
            queries.add(new Query(
                    "annotation " + annotation.get("name").asString(),
                    annotation.get("expr").asString()));
        }
        variables().forEach((name, definition) -> {
            Matcher values = LABEL_VALUES.matcher(definition);
            if (values.matches()) {
                queries.add(
                        new Query("variable " + name, "group by (" + values.group(2) + ") (" + values.group(1) + ")"));
            }
        });
        return queries;
    }

    /** Query variables and their definitions. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (JsonNode variable : json.at("/templating/list")) {
            if (variable.get("type").asString().equals("query")) {
                variables.put(
                        variable.get("name").asString(),
                        variable.get("definition").asString());
            }
        }
        return variables;
    }

    /** The expression as Grafana would send it with All chosen everywhere. */
    String substituted(String expression) {
        String filled = expression
                .replace("$__rate_interval", "30s")
                .replace("$__interval", "5m")
                .replace("$__range", "5m");
        for (String variable : variables().keySet()) {
            filled = filled.replace("\"$" + variable + "\"", "\".*\"");
        }
        return filled;
    }
}

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
record Dashboard(String file, JsonNode json) {
    private static final Path FOLDER = Deployment.FOLDER.resolve("grafana/dashboards");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((\\w+)(\\{.*})?, (\\w+)\\)");
    private static final Pattern COMPARED_WITH_A_VARIABLE = Pattern.compile("=~?\"\\$(\\w+)\"");

    /** @param where the dashboard, and the panel's title, the variable or the annotation it belongs to */
    record Query(String where, String expression) {}

    static Dashboard of(Path file) {
        return new Dashboard(file.getFileName().toString(), Deployment.parse(file));
    }

    /** All that are shipped. */
    static List<Dashboard> all() {
        return Deployment.files(".json").stream()
                .filter(file -> file.startsWith(FOLDER))
                .map(Dashboard::of)
                .toList();
    }

    String uid() {
        return json.get("uid").asString();
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
                queries.add(query(panel.get("title").asString(), target));
            }
        }
        for (JsonNode annotation : json.at("/annotations/list")) {
            queries.add(query("annotation " + annotation.get("name").asString(), annotation));
        }
        variables().forEach((name, definition) -> {
            Matcher values = LABEL_VALUES.matcher(definition);
            if (values.matches()) {
                String selector = values.group(1) + (values.group(2) == null ? "" : values.group(2));
                queries.add(new Query(
                        file + ": variable " + name, "group by (" + values.group(3) + ") (" + selector + ")"));
            }
        });
        return queries;
    }

    private Query query(String what, JsonNode source) {
        return new Query(file + ": " + what, source.get("expr").asString());
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

    /** The expression as Grafana would send it with everything chosen everywhere. */
    String substituted(String expression) {
        String filled = expression
                .replace("$__rate_interval", "30s")
                .replace("$__interval", "5m")
                .replace("$__range", "5m");
        Matcher chosen = COMPARED_WITH_A_VARIABLE.matcher(filled);
        return chosen.replaceAll(match ->
                Matcher.quoteReplacement(variables().containsKey(match.group(1)) ? "=~\".*\"" : match.group()));
    }

    @Override
    public String toString() {
        return file;
    }
}

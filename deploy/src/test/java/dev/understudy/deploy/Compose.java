package dev.understudy.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The Compose file as an engine reads it: variables filled in, short forms made long. */
record Compose(JsonNode json) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?:(:-|:\\?)([^}]*))?}");

    static Compose of(String text, Map<String, String> environment) {
        Matcher variable = VARIABLE.matcher(text);
        String filled = variable.replaceAll(match -> {
            String value = environment.get(match.group(1));
            if (value == null && ":-".equals(match.group(2))) {
                value = match.group(3);
            }
            if (value == null) {
                throw new IllegalArgumentException(match.group(1) + " is not set");
            }
            return Matcher.quoteReplacement(value);
        });
        return new Compose(YAMLMapper.builder().build().readTree(filled));
    }

    Map<String, JsonNode> services() {
        Map<String, JsonNode> services = new LinkedHashMap<>();
        json.get("services").properties().forEach(each -> services.put(each.getKey(), each.getValue()));
        return services;
    }

    /** The networks a service is in. */
    List<String> networks(String service) {
        JsonNode networks = json.at("/services/" + service + "/networks");
        return networks.isObject() ? new ArrayList<>(networks.propertyNames()) : texts(networks);
    }

    JsonNode network(String name) {
        return json.at("/networks/" + name);
    }

    /** The services in a network. */
    List<String> in(String network) {
        return services().keySet().stream()
                .filter(service -> networks(service).contains(network))
                .toList();
    }

    boolean internal(String network) {
        return network(network).path("internal").asBoolean(false);
    }

    boolean masquerades(String network) {
        return !network(network)
                .path("driver_opts")
                .path("com.docker.network.bridge.enable_ip_masquerade")
                .asString("true")
                .equals("false");
    }

    List<String> secrets(String service) {
        return texts(json.at("/services/" + service + "/secrets"));
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asString()));
        return texts;
    }

    /** Environment of a service, whichever way it is written. */
    static Map<String, String> environment(JsonNode service) {
        Map<String, String> variables = new LinkedHashMap<>();
        JsonNode environment = service.path("environment");
        if (environment instanceof ObjectNode map) {
            map.properties()
                    .forEach(
                            each -> variables.put(each.getKey(), each.getValue().asString()));
        } else {
            texts(environment).forEach(line -> variables.put(line.split("=", 2)[0], line));
        }
        return variables;
    }
}

package dev.understudy.configfile;

import dev.understudy.configfile.Interpolation.Text;
import dev.understudy.configfile.Value.Mapping;
import dev.understudy.configfile.Value.Scalar;
import dev.understudy.configfile.Value.Sequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values that are the user's own business (parameters, patch values, comparator options) as JSON, by the core schema of
 * YAML 1.2. Numbers keep their digits: {@code 1.10} stays 1.10.
 */
final class FreeJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,60}");
    private static final Pattern NOT_JSON = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private final ReadContext context;
    private final Interpolation interpolation;

    FreeJson(ReadContext context) {
        this.context = context;
        this.interpolation = new Interpolation(context);
    }

    JsonNode of(String key, Value value) {
        if (value instanceof Mapping mapping) {
            ObjectNode object = NODES.objectNode();
            mapping.entries().forEach((name, entry) -> object.set(name, of(key + "." + name, entry.value())));
            return object;
        }
        if (value instanceof Sequence sequence) {
            ArrayNode array = NODES.arrayNode();
            sequence.items().forEach(item -> array.add(of(key + "[" + array.size() + "]", item)));
            return array;
        }
        return scalar(key, (Scalar) value);
    }

    private JsonNode scalar(String key, Scalar scalar) {
        Text text = interpolation.apply(key, scalar);
        if (text == null || scalar.isNull()) {
            return NODES.nullNode();
        }
        if (text.quoted()) {
            return NODES.stringNode(text.text());
        }
        if (NOT_JSON.matcher(text.text()).matches()) {
            context.problems.error(scalar.at(), key, text.text(), "a number that JSON has");
            return NODES.nullNode();
        }
        return plain(text.text());
    }

    private static JsonNode plain(String text) {
        return switch (text) {
            case "true", "True", "TRUE" -> NODES.booleanNode(true);
            case "false", "False", "FALSE" -> NODES.booleanNode(false);
            case "null", "Null", "NULL", "~" -> NODES.nullNode();
            default -> INTEGER.matcher(text).matches() ? integer(text) : number(text);
        };
    }

    private static JsonNode integer(String text) {
        BigInteger value = new BigInteger(text);
        if (value.bitLength() < Integer.SIZE) {
            return NODES.numberNode(value.intValue());
        }
        return value.bitLength() < Long.SIZE ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
    }

    private static JsonNode number(String text) {
        return Scalars.isNumber(text) ? NODES.numberNode(new BigDecimal(text)) : NODES.stringNode(text);
    }
}

package dev.understudy.sandbox.provider;

import dev.understudy.sandbox.provider.Wording.Bound;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a request's fields, and refuses wrong types and ranges in the provider's words. Null counts as absent. */
public final class Fields {
    private final JsonNode object;
    private final String prefix;
    private final Wording wording;

    public Fields(JsonNode object, Wording wording) {
        this(object, "", wording);
    }

    private Fields(JsonNode object, String prefix, Wording wording) {
        this.object = object;
        this.prefix = prefix;
        this.wording = wording;
    }

    /** The fields of an object within this one; of an empty one where it is absent. */
    public Fields within(String name) {
        JsonNode inner = object.path(name);
        if (has(name) && !inner.isObject()) {
            throw wording.wrongType(at(name), "an object", inner);
        }
        return new Fields(inner, at(name) + ".", wording);
    }

    /** The field's name with those of the objects around it. */
    public String at(String name) {
        return prefix + name;
    }

    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    public JsonNode get(String name) {
        return object.path(name);
    }

    public JsonNode object() {
        return object;
    }

    public boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!object.get(name).isBoolean()) {
            throw wording.wrongType(at(name), "a boolean", object.get(name));
        }
        return object.get(name).booleanValue();
    }

    public String text(String name, String otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!object.get(name).isString()) {
            throw wording.wrongType(at(name), "a string", object.get(name));
        }
        return object.get(name).stringValue();
    }

    public String requiredText(String name) {
        if (!has(name)) {
            throw wording.missing(at(name));
        }
        return text(name, "");
    }

    /** An array that must be there. */
    public JsonNode requiredArray(String name) {
        if (!has(name)) {
            throw wording.missing(at(name));
        }
        return array(name);
    }

    /** An array; missing or null where it is absent. */
    public JsonNode array(String name) {
        JsonNode value = get(name);
        if (has(name) && !value.isArray()) {
            throw wording.wrongType(at(name), "an array of objects", value);
        }
        return value;
    }

    /** An array of strings; empty where it is absent. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : array(name)) {
            if (!each.isString()) {
                throw wording.wrongType(at(name) + "[" + texts.size() + "]", "a string", each);
            }
            texts.add(each.stringValue());
        }
        return texts;
    }

    public double decimal(String name, double least, double most, double otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = object.get(name);
        if (!value.isNumber()) {
            throw wording.wrongType(at(name), "a decimal", value);
        }
        double number = value.doubleValue();
        if (!(number >= least)) {
            throw wording.outOfRange(at(name), new Bound(true, false, plain(least)), value);
        }
        if (!(number <= most)) {
            throw wording.outOfRange(at(name), new Bound(false, false, plain(most)), value);
        }
        return number;
    }

    public @Nullable Integer integer(String name, int least, int most) {
        if (!has(name)) {
            return null;
        }
        JsonNode value = object.get(name);
        if (!value.isIntegralNumber()) {
            throw wording.wrongType(at(name), "an integer", value);
        }
        if (value.decimalValue().compareTo(BigDecimal.valueOf(least)) < 0) {
            throw wording.outOfRange(at(name), new Bound(true, true, Integer.toString(least)), value);
        }
        if (value.decimalValue().compareTo(BigDecimal.valueOf(most)) > 0) {
            throw wording.outOfRange(at(name), new Bound(false, true, Integer.toString(most)), value);
        }
        return value.intValue();
    }

    public @Nullable Long seed(String name) {
        if (!has(name)) {
            return null;
        }
        if (!object.get(name).isIntegralNumber()) {
            throw wording.wrongType(at(name), "an integer", object.get(name));
        }
        return object.get(name).bigIntegerValue().longValue();
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}

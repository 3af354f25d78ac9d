package dev.understudy.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers attributes in order; what is not known is left out. Not thread-safe. */
final class Attributes {
    private final List<KeyValue> values = new ArrayList<>();

    Attributes put(String key, @Nullable String value) {
        return value == null ? this : add(key, AnyValue.newBuilder().setStringValue(value));
    }

    Attributes put(String key, long value) {
        return add(key, AnyValue.newBuilder().setIntValue(value));
    }

    Attributes put(String key, double value) {
        return add(key, AnyValue.newBuilder().setDoubleValue(value));
    }

    Attributes put(String key, boolean value) {
        return add(key, AnyValue.newBuilder().setBoolValue(value));
    }

    /** A provider's number, which is input: a negative one is left out. */
    Attributes count(String key, @Nullable Long value) {
        return value == null || value < 0 ? this : put(key, value.longValue());
    }

    /** A list of one, or nothing. */
    Attributes list(String key, @Nullable String value) {
        return value == null
                ? this
                : add(
                        key,
                        AnyValue.newBuilder()
                                .setArrayValue(ArrayValue.newBuilder()
                                        .addValues(AnyValue.newBuilder().setStringValue(value))));
    }

    private Attributes add(String key, AnyValue.Builder value) {
        values.add(KeyValue.newBuilder().setKey(key).setValue(value).build());
        return this;
    }

    List<KeyValue> list() {
        return List.copyOf(values);
    }
}

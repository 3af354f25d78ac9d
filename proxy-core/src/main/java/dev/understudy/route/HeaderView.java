package dev.understudy.route;

import dev.understudy.exchange.Headers;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Header fields as a map from lower-case name to value, several lines of one name joined by a comma (RFC 9110 section
 * 5.3). A look-up takes any case.
 */
final class HeaderView extends AbstractMap<String, String> {
    private final Headers headers;

    HeaderView(Headers headers) {
        this.headers = headers;
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        String value = null;
        for (Headers.Field field : headers) {
            if (key instanceof String name && field.name().equalsIgnoreCase(name)) {
                value = value == null ? field.value() : value + ", " + field.value();
            }
        }
        return value;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String name && headers.contains(name);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        Map<String, String> joined = new LinkedHashMap<>();
        for (Headers.Field field : headers) {
            joined.merge(field.name().toLowerCase(Locale.ROOT), field.value(), (before, next) -> before + ", " + next);
        }
        return joined.entrySet();
    }
}

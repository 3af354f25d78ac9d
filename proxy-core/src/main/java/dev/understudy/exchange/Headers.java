package dev.understudy.exchange;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Header fields in the order and case they were sent, duplicates included. Immutable and thread-safe. Names compare
 * without case (RFC 9110 section 5.1).
 */
public final class Headers implements Iterable<Headers.Field> {
    public static final Headers EMPTY = new Headers(List.of());

    /** One field line. */
    public record Field(String name, String value) {}

    private final List<Field> fields;

    private Headers(List<Field> fields) {
        this.fields = fields;
    }

    public static Headers of(List<Field> fields) {
        return fields.isEmpty() ? EMPTY : new Headers(List.copyOf(fields));
    }

    /** Names and values in turn: {@code of("content-type", "application/json", ...)}. */
    public static Headers of(String... namesAndValues) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return of(fields);
    }

    /** The first value of that name, or null. */
    public @Nullable String get(String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return field.value();
            }
        }
        return null;
    }

    public boolean contains(String name) {
        return get(name) != null;
    }

    public Headers filter(Predicate<Field> keep) {
        List<Field> kept = new ArrayList<>(fields.size());
        for (Field field : fields) {
            if (keep.test(field)) {
                kept.add(field);
            }
        }
        return of(kept);
    }

    /** These fields with every line of that name replaced by one at the end. */
    public Headers with(String name, String value) {
        List<Field> changed = new ArrayList<>(fields.size() + 1);
        for (Field field : fields) {
            if (!field.name().equalsIgnoreCase(name)) {
                changed.add(field);
            }
        }
        changed.add(new Field(name, value));
        return of(changed);
    }

    public List<Field> fields() {
        return fields;
    }

    @Override
    public Iterator<Field> iterator() {
        return fields.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** Names only: values may be credentials. */
    @Override
    public String toString() {
        return fields.stream().map(Field::name).toList().toString();
    }
}

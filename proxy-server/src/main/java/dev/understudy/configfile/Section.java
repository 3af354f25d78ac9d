package dev.understudy.configfile;

import dev.understudy.config.ByteSize;
import dev.understudy.config.ConfigException;
import dev.understudy.config.Names;
import dev.understudy.configfile.Value.Entry;
import dev.understudy.configfile.Value.Mapping;
import dev.understudy.configfile.Value.Scalar;
import dev.understudy.configfile.Value.Sequence;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One mapping of the file while it is read. Asking for a key makes it known; what is left unasked at {@link #finish} is
 * refused. A bad value is reported where it stands and its fallback goes on, so that one reading finds every problem;
 * {@link #build} makes a record only of a section that is sound.
 */
final class Section {
    /** Stands for a name that was refused. */
    static final String UNNAMED = "?";

    private final ReadContext context;
    private final String path;
    private final Mapping mapping;
    private final ScalarReader scalars;
    private final Set<String> asked = new LinkedHashSet<>();
    private final int errorsBefore;

    Section(ReadContext context, String path, Mapping mapping) {
        this.context = context;
        this.path = path;
        this.mapping = mapping;
        this.scalars = new ScalarReader(context);
        this.errorsBefore = context.problems.errors();
    }

    ReadContext context() {
        return context;
    }

    String path(String key) {
        return key.isEmpty() ? path : path.isEmpty() ? key : path + "." + key;
    }

    /** The place of the deepest part of {@code key} (a dotted path relative to this section) that is in the file. */
    Position at(String key) {
        return mapping.at(key);
    }

    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    /** The value of a key, or null where it is absent or empty. */
    @Nullable
    Value take(String key) {
        asked.add(key);
        context.asked(path(key));
        Entry entry = mapping.entries().get(key);
        return entry == null || entry.value() instanceof Scalar scalar && scalar.isNull() ? null : entry.value();
    }

    void error(String key, String problem, String expected) {
        context.problems.error(at(key), path(key), problem, expected);
    }

    void warning(String key, String problem, @Nullable String expected) {
        context.problems.warning(at(key), path(key), problem, expected);
    }

    /** A scalar read by {@code parser}; null where it is absent or was refused. */
    <T> @Nullable T optional(String key, Scalars.Parser<T> parser, String expected) {
        Value value = take(key);
        return value == null ? null : scalars.read(path(key), value, parser, expected);
    }

    private <T> @Nullable T typed(String key, Scalars.Parser<T> parser, String expected) {
        Value value = take(key);
        return value == null ? null : scalars.readTyped(path(key), value, parser, expected);
    }

    private static <T> T or(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }

    <T> T value(String key, Scalars.Parser<T> parser, String expected, T fallback) {
        return or(optional(key, parser, expected), fallback);
    }

    @Nullable
    String text(String key) {
        return optional(key, Scalars::nonEmpty, "text");
    }

    /** A name that must be there; the placeholder only serves to go on reading. */
    String requiredName(String key) {
        require(key, "a name");
        return value(key, Names::checked, "a name", UNNAMED);
    }

    boolean flag(String key, boolean fallback) {
        return or(typed(key, Scalars::flag, "true or false"), fallback);
    }

    int integer(String key, int fallback) {
        return or(typed(key, Scalars::integer, "a whole number"), fallback);
    }

    @Nullable
    BigDecimal decimal(String key) {
        return typed(key, Scalars::decimal, "a number");
    }

    double number(String key, double fallback) {
        BigDecimal value = decimal(key);
        return value == null ? fallback : value.doubleValue();
    }

    Duration duration(String key, Duration fallback) {
        return value(key, Scalars::duration, "a duration such as 30s", fallback);
    }

    ByteSize size(String key, ByteSize fallback) {
        return value(key, ByteSize::parse, "a size such as 8MiB", fallback);
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
        return value(key, Scalars.oneOf(type), "a word", fallback);
    }

    /** JSON of the user's own; null where the key is absent, a null node where it says null. */
    @Nullable
    JsonNode free(String key) {
        take(key);
        Entry entry = mapping.entries().get(key);
        return entry == null ? null : new FreeJson(context).of(path(key), entry.value());
    }

    /** A file that has to be there and hold the right thing; relative to the configuration file. */
    @Nullable
    Path file(String key, Pem.Check check) {
        return optional(key, text -> Pem.file(context, Scalars.nonEmpty(text), check), "a path");
    }

    /** A secret: {@code file:PATH}, or text with references. Never part of a message. */
    @Nullable
    String secret(String key) {
        Value value = take(key);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Scalar scalar)) {
            error(key, value.kind(), "${ENV} or file:PATH");
            return null;
        }
        return new SecretText(context).read(path(key), key, scalar);
    }

    void require(String key, String expected) {
        if (take(key) == null) {
            error(key, "missing", expected);
        }
    }

    @Nullable
    Section section(String key) {
        Value value = take(key);
        return value == null ? null : section(path(key), value);
    }

    /** The section of a key, or an empty one that stands where its parent does. */
    Section sectionOrEmpty(String key) {
        Section section = section(key);
        return section == null ? new Section(context, path(key), new Mapping(Map.of(), 1, at(key))) : section;
    }

    private @Nullable Section section(String at, Value value) {
        if (value instanceof Mapping inner) {
            return new Section(context, at, inner);
        }
        context.problems.error(value.at(), at, value.kind(), "a mapping (key: value)");
        return null;
    }

    /** A list; its elements come with their paths. Elements that read as null were refused and are left out. */
    <T> List<T> list(String key, String expected, BiFunction<String, Value, @Nullable T> element) {
        Value value = take(key);
        List<T> elements = new ArrayList<>();
        if (value instanceof Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                T one = element.apply(
                        path(key) + "[" + i + "]", sequence.items().get(i));
                if (one != null) {
                    elements.add(one);
                }
            }
        } else if (value != null) {
            error(key, value.kind(), expected);
        }
        return elements;
    }

    List<Section> sections(String key) {
        return list(key, "a list of mappings (- key: value)", this::section);
    }

    List<String> texts(String key, String expected) {
        return scalars(key, Scalars::nonEmpty, expected);
    }

    <T> List<T> scalars(String key, Scalars.Parser<T> parser, String expected) {
        return list(key, expected, (at, value) -> scalars.read(at, value, parser, "text"));
    }

    /** A mapping whose keys are the user's own. */
    <T> Map<String, T> entries(String key, BiFunction<String, Value, @Nullable T> reader) {
        Map<String, T> entries = new LinkedHashMap<>();
        Section inner = section(key);
        if (inner != null) {
            inner.mapping.entries().forEach((name, entry) -> {
                T value = reader.apply(inner.path(name), entry.value());
                if (value != null) {
                    entries.put(name, value);
                }
            });
        }
        return entries;
    }

    Map<String, String> textEntries(String key) {
        return entries(key, (at, value) -> scalars.read(at, value, text -> text, "text"));
    }

    /** The names of this mapping's keys as they stand in the file, for mappings whose keys are the user's own. */
    Set<String> names() {
        return mapping.entries().keySet();
    }

    /** Refuses what nobody asked for. */
    void finish() {
        mapping.entries().forEach((key, entry) -> {
            if (!asked.contains(key)) {
                String problem = ShownKey.looksLikeAKey(key) ? "unknown key" : "is not understandable";
                context.problems.error(entry.keyAt(), path(ShownKey.of(key)), problem, Spelling.suggestion(key, asked));
            }
        });
    }

    /** Keys of the user's own that mean nothing here. */
    void ignore(String prefix) {
        names().stream().filter(name -> name.startsWith(prefix)).forEach(asked::add);
    }

    boolean sound() {
        return context.problems.errors() == errorsBefore;
    }

    /** Ends the section and makes its record. */
    <T> @Nullable T build(Supplier<T> record) {
        finish();
        return make(record);
    }

    /** Makes a record, or null where a part is missing or a value is refused, which is then reported where it stands. */
    <T> @Nullable T make(Supplier<T> record) {
        try {
            T made = record.get();
            return sound() ? made : null;
        } catch (ConfigException refused) {
            if (!context.problems.refused(path(refused.key()))) {
                error(refused.key(), refused.value(), refused.expected());
            }
            return null;
        } catch (Absent absent) {
            return null;
        }
    }

    /** A part that a record needs; where it is missing, {@link #make} makes none. */
    static <T> T part(@Nullable T value) {
        if (value == null) {
            throw new Absent();
        }
        return value;
    }

    /** A part is missing, which has been reported. */
    private static final class Absent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Absent() {
            super("a part is missing", null, false, false);
        }
    }
}

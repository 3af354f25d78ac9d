package dev.understudy.yaml;

import java.io.Reader;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;

/** YAML text → parser events, lazily, with no bound on the length. Thread-safe. */
public final class YamlEvents {
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setLabel("configuration")
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();

    private YamlEvents() {}

    /** The iterator throws {@link org.snakeyaml.engine.v2.exceptions.YamlEngineException} where it is no YAML. */
    public static Iterable<Event> of(String text) {
        return new Parse(SETTINGS).parseReader(new WholeCharacters(text));
    }

    /**
     * Never ends a piece between two surrogates. The parser reads pieces of 1,025 units, and when one ends in the middle of a
     * character it asks for one more unit than it has room for.
     */
    private static final class WholeCharacters extends Reader {
        private final String text;
        private int at;

        WholeCharacters(String text) {
            this.text = text;
        }

        @Override
        public int read(char[] into, int from, int most) {
            int end = (int) Math.min(text.length(), (long) at + most);
            boolean inside = end > at + 1 && Character.isHighSurrogate(text.charAt(end - 1));
            int to = inside ? end - 1 : end;
            if (to == at) {
                return most == 0 ? 0 : -1;
            }
            text.getChars(at, to, into, from);
            int count = to - at;
            at = to;
            return count;
        }

        @Override
        public void close() {
            // Text is all that it holds.
        }
    }
}

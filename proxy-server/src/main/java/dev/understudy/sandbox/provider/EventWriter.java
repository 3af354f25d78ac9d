package dev.understudy.sandbox.provider;

import dev.understudy.sandbox.studio.Beat;
import java.util.function.Consumer;

/** Writes what happens in an answer as events of one wire. Has state: one for each stream. */
public interface EventWriter {
    /** @param events takes each event that the beat makes, none or several, framed as it goes on the wire */
    void write(Beat beat, Consumer<String> events);
}

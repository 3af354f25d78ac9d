package dev.understudy.dialect.wire;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ProviderError;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;

/** Counts how many events are parsed and how many are taken as repeated, on their way to a dialect's assembler. */
public final class CountingAssembler implements Assembler {
    private final Assembler assembler;
    public int parsed;
    public int repeated;

    private CountingAssembler(Assembler assembler) {
        this.assembler = assembler;
    }

    /** Reads a stream. */
    public static CountingAssembler reading(String stream, Assembler assembler) {
        return reading(stream.getBytes(StandardCharsets.UTF_8), JsonStream.NONE, assembler);
    }

    public static CountingAssembler reading(byte[] stream, JsonStream json, Assembler assembler) {
        CountingAssembler counting = new CountingAssembler(assembler);
        ResponseReader.read(200, "", stream, counting, json);
        return counting;
    }

    @Override
    public Repetition repetition() {
        return assembler.repetition();
    }

    @Override
    public void value(String event, JsonParser parser) {
        parsed++;
        assembler.value(event, parser);
    }

    @Override
    public void again(int place, String words) {
        repeated++;
        assembler.again(place, words);
    }

    @Override
    public boolean known() {
        return assembler.known();
    }

    @Override
    public boolean sawError() {
        return assembler.sawError();
    }

    @Override
    public boolean sawOutput() {
        return assembler.sawOutput();
    }

    @Override
    public boolean finished() {
        return assembler.finished();
    }

    @Override
    public String incomplete() {
        return assembler.incomplete();
    }

    @Override
    public ProviderError error(int status, byte[] bytes, int from, int to) {
        return assembler.error(status, bytes, from, to);
    }

    @Override
    public Completion completion(ProviderError error, int events, int unknownEvents) {
        return assembler.completion(error, events, unknownEvents);
    }
}

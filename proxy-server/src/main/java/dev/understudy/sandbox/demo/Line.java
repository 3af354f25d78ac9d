package dev.understudy.sandbox.demo;

import dev.understudy.terminal.Ink;
import java.util.ArrayList;
import java.util.List;

/** One line of the summary: pieces of text with their ink, cut to the width it is shown at. Not thread-safe. */
final class Line {
    private record Span(String text, Ink ink) {}

    private final List<Span> spans = new ArrayList<>();

    static Line of(String text) {
        return new Line().add(text);
    }

    static Line of(String text, Ink ink) {
        return new Line().add(text, ink);
    }

    Line add(String text) {
        return add(text, Ink.PLAIN);
    }

    /** Whatever an answer holds, nothing in it may move the cursor. */
    Line add(String text, Ink ink) {
        spans.add(new Span(Columns.harmless(text), ink));
        return this;
    }

    String render(int width, boolean colour) {
        StringBuilder line = new StringBuilder();
        int left = width;
        for (Span span : spans) {
            String text = Columns.cut(span.text(), left);
            left -= Columns.width(text);
            line.append(colour ? span.ink().on() : "")
                    .append(text)
                    .append(colour ? span.ink().off() : "");
            if (text.length() < span.text().length()) {
                break;
            }
        }
        return line.toString();
    }
}

package dev.understudy.sandbox.demo;

import dev.understudy.terminal.Terminal.Size;
import java.io.PrintWriter;
import java.util.List;

/** Draws a list of lines in place, over the one before. Not thread-safe. */
final class Screen {
    private static final String ESCAPE = "\u001b[";

    private final PrintWriter out;
    private final boolean colour;
    private Size size = Size.USUAL;
    private int drawn;

    Screen(PrintWriter out, boolean colour) {
        this.out = out;
        this.colour = colour;
        out.print(ESCAPE + "?25l"); // the cursor would flicker
    }

    void draw(List<Line> lines, Size now) {
        StringBuilder frame = new StringBuilder();
        if (now.equals(size)) {
            frame.append(drawn == 0 ? "" : ESCAPE + drawn + "A").append('\r');
        } else {
            // Lines wrap anew when the width changes, so nobody knows where the old ones are.
            frame.append(ESCAPE).append("H").append(ESCAPE).append("2J");
            size = now;
        }
        int shown = Math.min(lines.size(), now.rows() - 1);
        for (Line line : lines.subList(0, shown)) {
            frame.append(line.render(now.columns() - 1, colour)).append(ESCAPE).append("K\n");
        }
        frame.append(ESCAPE).append('J');
        drawn = shown;
        out.print(frame);
        out.flush();
    }

    /** Wipes the drawing, so that what is printed next stands in its place. */
    void clear() {
        out.print((drawn == 0 ? "" : ESCAPE + drawn + "A") + "\r" + ESCAPE + "J" + ESCAPE + "?25h");
        out.flush();
        drawn = 0;
    }
}

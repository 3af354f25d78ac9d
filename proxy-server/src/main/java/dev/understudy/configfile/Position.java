package dev.understudy.configfile;

import org.snakeyaml.engine.v2.exceptions.Mark;

/** A place in the file; line and column count from 1, columns in code points. */
record Position(int line, int column) {
    static final Position START = new Position(1, 1);

    static Position of(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** The place after {@code text}, for finding where a broken byte or character stands. */
    static Position after(CharSequence text) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\n') {
                line++;
                column = 1;
            } else if (!Character.isLowSurrogate(character)) {
                column++;
            }
        }
        return new Position(line, column);
    }
}

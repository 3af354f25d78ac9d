package dev.understudy.yaml;

/**
 * How far a piece of a YAML text reaches when it goes: with its comma, its lines, and the comments that are about it. Asked of a text
 * that stays as it is; offsets are those of its UTF-16 units. Immutable.
 */
final class YamlExtent {
    /** What goes, from one offset up to another. */
    record Span(int from, int to) {}

    private final YamlText source;
    private final String text;

    YamlExtent(YamlText source) {
        this.source = source;
        this.text = source.text();
    }

    /** A piece within braces or brackets, with the comma that parts it from its neighbour. */
    Span inFlow(int start, int end) {
        int after = end;
        while (after < text.length() && Character.isWhitespace(text.charAt(after))) {
            after++;
        }
        if (text.charAt(after) == ',') {
            after++;
            while (text.charAt(after) == ' ') {
                after++;
            }
            return new Span(start, after);
        }
        int before = start;
        while (before > 0 && Character.isWhitespace(text.charAt(before - 1))) {
            before--;
        }
        return new Span(before > 0 && text.charAt(before - 1) == ',' ? before - 1 : start, end);
    }

    /** Whole lines, with comments right above that stand at the same column, and comments below that stand deeper. */
    Span lines(int start, int end) {
        int column = source.column(start);
        int first = source.lineStart(start);
        if (!source.between(first, start).isBlank()) {
            // The first entry behind a dash: the rest of its list item stays where it is.
            return new Span(start, nextContent(end));
        }
        while (first > 0 && isComment(source.lineStart(first - 1), column)) {
            first = source.lineStart(first - 1);
        }
        return withBlankLines(first, lastLineEnd(column, end));
    }

    /** Of the blank lines around what goes, those on one side go with it; at the text's end, those before it. */
    private Span withBlankLines(int start, int last) {
        int first = start;
        boolean atEnd = source.between(last, text.length()).isBlank();
        int after = Math.min(text.length(), nextLine(last));
        boolean blankAfter =
                atEnd || source.between(after, source.lineEnd(after)).isBlank();
        boolean blankBefore = first > 0 && isBlank(source.lineStart(first - 1));
        while (blankAfter && first > 0 && isBlank(source.lineStart(first - 1))) {
            first = source.lineStart(first - 1);
        }
        while (!blankBefore && !atEnd && isBlank(after)) {
            after = nextLine(after);
        }
        return new Span(first, after);
    }

    /** The end of the last line that belongs to what ends at a place: comments that stand deeper than its column are its own. */
    int lastLineEnd(int column, int end) {
        int last = source.lineEnd(end);
        int line = nextLine(last);
        while (line < text.length()) {
            String content = source.between(line, source.lineEnd(line));
            boolean own = content.strip().startsWith("#") && content.indexOf('#') > column;
            if (!own && !content.isBlank()) {
                break;
            }
            if (own) {
                last = source.lineEnd(line);
            }
            line = nextLine(line);
        }
        return last;
    }

    private int nextContent(int end) {
        int at = nextLine(source.lineEnd(end));
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private int nextLine(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }

    private boolean isBlank(int line) {
        return source.between(line, source.lineEnd(line)).isBlank();
    }

    private boolean isComment(int line, int column) {
        String content = source.between(line, source.lineEnd(line));
        return content.strip().startsWith("#") && content.indexOf('#') == column;
    }
}

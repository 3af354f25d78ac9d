package dev.understudy.compare.schema;

/**
 * A text that may be read so many times and no more: what stops a backtracking regular expression. Its cost is a constant
 * factor of the characters it reads. Not thread-safe.
 */
final class BoundedCharacters implements CharSequence {
    /** The pattern read more than it may. */
    static final class Exhausted extends RuntimeException {
        Exhausted() {
            super("pattern reads too much", null, false, false);
        }
    }

    private final CharSequence text;
    private final long[] left;

    BoundedCharacters(CharSequence text, long most) {
        this(text, new long[] {most});
    }

    private BoundedCharacters(CharSequence text, long[] left) {
        this.text = text;
        this.left = left;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (--left[0] < 0) {
            throw new Exhausted();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedCharacters(text.subSequence(start, end), left);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

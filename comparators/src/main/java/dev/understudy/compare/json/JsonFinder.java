package dev.understudy.compare.json;

import dev.understudy.compare.Wording;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * Finds the JSON in an answer: the answer itself, a block fenced as {@code json}, or the first object (or array of objects)
 * within prose. An array of anything else only counts where it is the answer or its block: {@code [1]} in prose is a
 * footnote. Blocks fenced as another language are passed over.
 *
 * <p>Linear: after a failed attempt it goes on where that attempt stopped reading, and it gives up after
 * {@value #MOST_ATTEMPTS}. Not thread-safe.
 */
public final class JsonFinder {
    private static final int MOST_ATTEMPTS = 64;
    private static final String FENCE = "```";

    private final String text;
    private char @Nullable [] characters;
    private int attempts;
    private int stoppedAt;
    private @Nullable String problem;

    private JsonFinder(String text) {
        this.text = text;
    }

    /** The first JSON of a text, as described above. */
    public static FoundJson in(String text) {
        return text.indexOf('{') < 0 && text.indexOf('[') < 0 ? FoundJson.NONE : new JsonFinder(text).find();
    }

    private FoundJson find() {
        int start = skipSpace(0);
        JsonNode value = opens(start) ? attempt(start, true) : null;
        if (value != null) {
            return FoundJson.of(value, isJsonSpace(0, start) && isJsonSpace(stoppedAt, text.length()));
        }
        value = inJsonFence();
        if (value == null) {
            value = inProse();
        }
        if (value != null) {
            return FoundJson.of(value, false);
        }
        return problem == null ? FoundJson.NONE : FoundJson.broken(problem);
    }

    /** The first block fenced as JSON, before any JSON that stands in the prose above it. */
    private @Nullable JsonNode inJsonFence() {
        int fence = text.indexOf(FENCE);
        while (fence >= 0) {
            int content = skipSpace(endOfTag(fence));
            if (isJsonTag(fence) && opens(content)) {
                return attempt(content, true);
            }
            fence = text.indexOf(FENCE, fence + FENCE.length());
        }
        return null;
    }

    private @Nullable JsonNode inProse() {
        int position = 0;
        while (position < text.length() && attempts < MOST_ATTEMPTS) {
            char unit = text.charAt(position);
            if (unit == '`' && text.startsWith(FENCE, position)) {
                position = afterFence(position);
            } else if ((unit == '{' && opensObject(position)) || (unit == '[' && opensArrayOfObjects(position))) {
                JsonNode value = attempt(position, false);
                if (value != null) {
                    return value;
                }
                // The character that ended the attempt may begin the next one.
                position = Math.max(position + 1, stoppedAt - 1);
            } else {
                position++;
            }
        }
        return null;
    }

    /** Into a block without a language, past one in a language that is not JSON. */
    private int afterFence(int fence) {
        int afterTag = endOfTag(fence);
        boolean foreign = !isJsonTag(fence)
                && !text.substring(fence + FENCE.length(), afterTag).isBlank();
        int end = foreign ? text.indexOf(FENCE, afterTag) : -1;
        return end < 0 ? afterTag : end + FENCE.length();
    }

    private boolean isJsonTag(int fence) {
        return text.regionMatches(true, fence + FENCE.length(), "json", 0, 4);
    }

    /** A tag is the rest of the fence's line, if that is short enough for one. */
    private int endOfTag(int fence) {
        int position = fence + FENCE.length();
        int limit = Math.min(text.length(), position + 32);
        while (position < limit && isTagCharacter(text.charAt(position))) {
            position++;
        }
        return position;
    }

    private static boolean isTagCharacter(char unit) {
        return Character.isLetterOrDigit(unit) || unit == '+' || unit == '-' || unit == '#' || unit == '.';
    }

    private boolean opens(int position) {
        return position < text.length() && (text.charAt(position) == '{' || text.charAt(position) == '[');
    }

    /** A brace, a name, a colon: what tells an object from the braces of code, at no cost. */
    private boolean opensObject(int brace) {
        int name = skipSpace(brace + 1);
        if (name >= text.length() || text.charAt(name) != '"') {
            return false;
        }
        int position = name + 1;
        while (position < text.length() && text.charAt(position) != '"') {
            position += text.charAt(position) == '\\' ? 2 : 1;
        }
        int colon = skipSpace(position + 1);
        return colon < text.length() && text.charAt(colon) == ':';
    }

    private boolean opensArrayOfObjects(int bracket) {
        int brace = skipSpace(bracket + 1);
        return brace < text.length() && text.charAt(brace) == '{' && opensObject(brace);
    }

    private int skipSpace(int from) {
        int position = from;
        while (position < text.length() && Wording.isSpace(text.charAt(position))) {
            position++;
        }
        return position;
    }

    private boolean isJsonSpace(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!AnswerJson.isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads one value; null when there is none, and then {@link #stoppedAt} says how far it was looked at.
     *
     * @param anyArray whether an array of anything counts, rather than only one of objects
     */
    private @Nullable JsonNode attempt(int start, boolean anyArray) {
        attempts++;
        if (characters == null) {
            characters = text.toCharArray();
        }
        try (JsonParser parser = StrictJson.parser(characters, start)) {
            try {
                JsonNode value = parser.readValueAsTree();
                stoppedAt = start + (int) parser.currentTokenLocation().getCharOffset() + 1;
                return counts(value, anyArray) ? value : null;
            } catch (JacksonException | NumberFormatException broken) {
                int offset = (int) Math.max(0, parser.currentLocation().getCharOffset());
                stoppedAt = Math.min(text.length(), start + offset);
                complain();
                return null;
            }
        }
    }

    private boolean counts(JsonNode value, boolean anyArray) {
        return value.isObject() || isObjects(value) || (anyArray && isAnswer(value, stoppedAt));
    }

    /** An array of anything is the answer when only a closing fence follows it. */
    private boolean isAnswer(JsonNode array, int end) {
        int rest = skipSpace(end);
        return array.isArray() && (rest == text.length() || text.startsWith(FENCE, rest));
    }

    private static boolean isObjects(JsonNode array) {
        return array.isArray() && array.size() > 0 && array.get(0).isObject();
    }

    /** The first attempt's: it is the one that looked most like the answer. */
    private void complain() {
        if (problem == null) {
            problem = stoppedAt >= text.length() ? "breaks off" : "is malformed at character " + stoppedAt;
        }
    }
}

package dev.understudy.privacy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A policy on the strings of one exchange: JSON inside of them is read as such. One thread. */
final class Texts {
    private static final int MOST_LEVELS = 4;

    private final Redaction redaction;
    private final int level;

    Texts(Redaction redaction) {
        this(redaction, 0);
    }

    private Texts(Redaction redaction, int level) {
        this.redaction = redaction;
        this.level = level;
    }

    /** The same instance when there is nothing to change. */
    String changed(String text) {
        if (DataUrls.isOne(text)) {
            return text;
        }
        JsonNode nested = level < MOST_LEVELS ? NestedJson.read(text) : null;
        if (nested == null) {
            return redaction.apply(text);
        }
        RequestWalk walk = new RequestWalk(new Texts(redaction, level + 1), false);
        walk.overData(nested);
        return walk.changed() ? NestedJson.write(nested) : text;
    }

    /** A value whose name may say what it is. */
    String field(String name, String value) {
        Kind kind = FieldNames.kind(name);
        return kind == null ? changed(value) : redaction.named(kind, value);
    }

    /** A whole number, as digits: the name may say what it is. */
    String number(String name, String digits) {
        String context = name.replace('_', ' ') + ": ";
        String changed = redaction.apply(context + digits);
        String number =
                changed.length() == context.length() + digits.length() ? changed.substring(context.length()) : digits;
        for (int i = 0; i < number.length(); i++) {
            if (!Characters.isDigit(number.charAt(i))) {
                return digits;
            }
        }
        return number;
    }

    void ids(ObjectNode body) {
        if (redaction.detection().looksFor(Kind.OPAQUE_ID)) {
            OpaqueIds.replaceIn(body, redaction.pseudonyms(), redaction.memory());
        }
    }
}

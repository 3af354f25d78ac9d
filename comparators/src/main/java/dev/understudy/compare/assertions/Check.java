package dev.understudy.compare.assertions;

import com.google.re2j.Pattern;
import dev.understudy.compare.json.JsonDiff;
import dev.understudy.compare.json.JsonRules;
import dev.understudy.compare.json.JsonSelector;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Something that an answer either fulfils or does not: a closed set. Immutable, thread-safe. */
sealed interface Check {
    boolean holds(Checked answer);

    /** The answer's text has a piece of text in it. */
    record Contains(String wanted, boolean ignoreCase) implements Check {
        @Override
        public boolean holds(Checked answer) {
            return ignoreCase
                    ? answer.text().toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT))
                    : answer.text().contains(wanted);
        }
    }

    /** An RE2 expression is found in the text: linear in it, whatever the expression. */
    record Matches(Pattern pattern) implements Check {
        @Override
        public boolean holds(Checked answer) {
            return pattern.matcher(answer.text()).find();
        }
    }

    /** The answer's JSON has something at a path and, where a value is given, nothing but that. */
    record AtPath(JsonSelector path, @Nullable JsonNode value) implements Check {
        @Override
        public boolean holds(Checked answer) {
            JsonNode json = answer.json();
            List<JsonNode> found = json == null ? List.of() : path.in(json);
            return !found.isEmpty() && found.stream().allMatch(this::isWanted);
        }

        private boolean isWanted(JsonNode node) {
            return value == null
                    || JsonDiff.between(JsonRules.STRICT, value, node).none();
        }
    }

    /** The text's length in characters (code points). */
    record Length(int least, int most) implements Check {
        @Override
        public boolean holds(Checked answer) {
            String text = answer.text();
            int length = text.codePointCount(0, text.length());
            return length >= least && length <= most;
        }
    }

    /** A CEL expression is true. */
    record Expression(AnswerExpression expression) implements Check {
        @Override
        public boolean holds(Checked answer) {
            return expression.holds(answer);
        }
    }

    /** The contrary. */
    record Not(Check check) implements Check {
        @Override
        public boolean holds(Checked answer) {
            return !check.holds(answer);
        }
    }
}

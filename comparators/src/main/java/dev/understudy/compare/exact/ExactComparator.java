package dev.understudy.compare.exact;

import dev.understudy.compare.Comparison;
import dev.understudy.compare.Reading;
import dev.understudy.compare.ReadingComparator;
import dev.understudy.compare.Sides;
import dev.understudy.compare.Wording;
import dev.understudy.compare.text.NormalForm;
import dev.understudy.compare.tools.CallEquality;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the answers say the same: text, refusal and tool calls. White space (any run equals any other, at the ends none)
 * and Unicode composition (NFC) do not count; letters, case, punctuation and the order of tool calls do. Ids of calls and
 * the reasoning that led there are not part of what an answer says.
 */
final class ExactComparator extends ReadingComparator {
    static final String NAME = "exact";
    private static final int SHOWN = 60;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Comparison compare(Sides sides) {
        String obstacle = sides.obstacle();
        if (obstacle != null) {
            return Comparison.notComparable(obstacle);
        }
        String difference = difference(sides.live(), sides.other());
        return difference == null
                ? new Comparison.Match(0, Map.of(), Map.of(), "the same")
                : new Comparison.Mismatch(
                        1, Map.of(), Map.of(), Wording.excerpt(difference, Wording.EXPLANATION_LIMIT));
    }

    private static @Nullable String difference(Reading live, Reading other) {
        String inText = difference(
                "text",
                live,
                live.completion().text(),
                other,
                other.completion().text());
        if (inText != null) {
            return inText;
        }
        String inRefusal = difference(
                "refusal",
                live,
                live.completion().refusal(),
                other,
                other.completion().refusal());
        if (inRefusal != null) {
            return inRefusal;
        }
        return CallEquality.same(
                        live.completion().toolCalls(), other.completion().toolCalls())
                ? null
                : "tool calls differ";
    }

    /** No text and a blank one are the same: providers differ in which of the two they send beside tool calls. */
    private static @Nullable String difference(
            String what, Reading live, @Nullable String liveText, Reading other, @Nullable String otherText) {
        String one = liveText == null ? "" : liveText;
        String another = otherText == null ? "" : otherText;
        if (one.equals(another)) {
            return null;
        }
        String liveForm = live.cues().mayCompose() ? NormalForm.composed(one) : one;
        String otherForm = other.cues().mayCompose() ? NormalForm.composed(another) : another;
        int at = SpacelessMismatch.find(liveForm, otherForm);
        if (at < 0) {
            return null;
        }
        return what + " differs: " + shown(live, liveForm, at) + ", "
                + shown(other, otherForm, SpacelessMismatch.find(otherForm, liveForm));
    }

    private static String shown(Reading answer, String text, int at) {
        String rest = Wording.excerpt(text, at, text.length(), SHOWN);
        return answer.arm().label() + (rest.isEmpty() ? " ends" : " “" + (at > 0 ? "…" : "") + rest + "”");
    }
}

package dev.understudy.verdict;

import dev.understudy.verdict.rule.Bound;
import dev.understudy.verdict.rule.Form;
import dev.understudy.verdict.rule.Metric;
import dev.understudy.verdict.rule.Reference;
import dev.understudy.verdict.sequence.MomentTally;
import dev.understudy.verdict.sequence.Tally;
import java.util.Locale;

/** Why a rule stands as it does, in one line for a person. */
final class Explanations {
    private Explanations() {}

    static String of(RuleVerdict verdict, long hits, Tally tally) {
        if (verdict.rule().form() == Form.NEVER && hits > 0) {
            return "happened in " + plural(hits, "exchange");
        }
        if (verdict.conversations() == 0) {
            return nothing(verdict);
        }
        String seen = seen(verdict);
        return switch (verdict.decision()) {
            case PASS -> seen + ": shown";
            case FAIL -> seen + ": the contrary is shown";
            case UNDECIDED -> seen + ": " + why(verdict, tally);
        };
    }

    private static String nothing(RuleVerdict verdict) {
        long noControl = verdict.unused().getOrDefault("no_control", 0L);
        if (verdict.rule().bounds().get(0).estimand().reference() == Reference.NOISE && noControl > 0) {
            return "no exchange has a control (control.percent), so nobody knows how much live differs from itself";
        }
        long odd = verdict.unused().getOrDefault("not_comparable", 0L)
                + verdict.unused().getOrDefault("out_of_range", 0L);
        return odd == 0
                ? "nothing was measured yet"
                : "nothing could be measured in " + plural(odd, "exchange") + ": not comparable";
    }

    private static String seen(RuleVerdict verdict) {
        BoundVerdict first = verdict.bounds().get(0);
        Metric metric = verdict.rule().metric();
        Reference reference = first.bound().estimand().reference();
        StringBuilder text = new StringBuilder("candidate ").append(number(first.candidate(), metric));
        if (reference != Reference.NONE) {
            text.append(", ").append(reference.label()).append(' ').append(number(first.reference(), metric));
        }
        return text.toString();
    }

    private static String why(RuleVerdict verdict, Tally tally) {
        if (tally instanceof MomentTally moments && moments.units() < moments.unitsWanted()) {
            return "a mean of such values can be judged from about "
                    + plural((long) Math.ceil(moments.unitsWanted()), "conversation") + " on";
        }
        StringBuilder text = new StringBuilder();
        for (BoundVerdict bound : verdict.bounds()) {
            text.append(text.length() == 0 ? "" : "; ")
                    .append(possible(bound, verdict.rule().metric()));
        }
        if (verdict.moreConversations() != null) {
            text.append("; about ")
                    .append(plural(verdict.moreConversations(), "more conversation"))
                    .append(" if it goes on like this");
        }
        return text.toString();
    }

    /** The difference, where there is one, between the ends of what is possible, beside what is asked. */
    private static String possible(BoundVerdict bound, Metric metric) {
        String asked = (bound.bound().side() == Bound.Side.AT_LEAST ? "at least " : "at most ")
                + number(bound.bound().threshold(), metric);
        String what = bound.bound().estimand().reference() == Reference.NONE ? "" : "a difference of ";
        return what + number(bound.interval().lower(), metric) + " to "
                + number(bound.interval().upper(), metric) + " is possible, " + asked + " is asked";
    }

    private static String number(double value, Metric metric) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "anything" : "nothing";
        }
        String text = String.format(Locale.ROOT, "%.4g", value);
        if (text.indexOf('.') >= 0 && text.indexOf('e') < 0) {
            text = text.replaceAll("0+$", "").replaceAll("\\.$", "");
        }
        return metric.unit().isEmpty() ? text : text + " " + metric.unit();
    }

    private static String plural(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }
}

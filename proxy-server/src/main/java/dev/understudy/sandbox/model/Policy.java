package dev.understudy.sandbox.model;

import dev.understudy.sandbox.model.Clause.AmountUpTo;
import dev.understudy.sandbox.model.Clause.Receipt;
import dev.understudy.sandbox.model.Clause.Unopened;
import dev.understudy.sandbox.model.Clause.Unused;
import dev.understudy.sandbox.model.Clause.WithinDays;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a system prompt says about refunds.
 *
 * @param aboutRefunds false for prompts about something else: then the model is a plain assistant
 * @param guarded tells the model not to take orders from customers
 */
record Policy(boolean aboutRefunds, List<Clause> clauses, boolean guarded) {
    private static final int ATTENTION = 20_000;
    private static final String NUMBER = "(\\d{1,4}|one|two|three|four|six|ten|fourteen|fifteen|thirty|sixty|ninety)";

    private static final Pattern REFUNDS = find("\\brefunds?\\b|\\breturns?\\b");
    private static final Pattern WITHIN = find(
            "(?:within|no more than|at most|less than)(?: the (?:last|past))? " + NUMBER + "[ -](day|week|month)s?\\b");
    private static final Pattern WINDOW =
            find("\\b" + NUMBER + "[ -](day|week|month)s? (?:return|refund) (?:window|period|policy)");
    private static final Pattern UNUSED = find("\\b(?:unused|unworn|not (?:been )?used|never (?:been )?used)\\b");
    private static final Pattern UNOPENED = find("\\b(?:unopened|sealed|original packaging)\\b");
    private static final Pattern NO_RECEIPT_NEEDED = find("\\b(?:no|without an?) receipt");
    private static final Pattern RECEIPT = find("\\b(?:receipt|proof of purchase)\\b");
    private static final Pattern AMOUNT =
            find("\\b(?:under|below|up to|at most|no more than|less than) ?[$€£](\\d{1,7})\\b");
    private static final Pattern ESCALATE_ABOVE = find(
            "\\b(?:over|above|more than|exceed(?:s|ing)?) ?[$€£](\\d{1,7})\\b[^.\\n]{0,80}(?:escalat|manager|supervisor|human|person)"
                    + "|(?:escalat)[^.\\n]{0,80}(?:over|above|more than|exceed(?:s|ing)?) ?[$€£](\\d{1,7})\\b");
    private static final Pattern GUARDED =
            find("(?:never|do not|don.?t) (?:follow|obey|accept|take)[^.\\n]{0,60}(?:instruction|order)"
                    + "|ignore[^.\\n]{0,40}instructions? (?:in|from)|regardless of what the customer");

    Policy {
        clauses = List.copyOf(clauses);
    }

    static Policy read(String system) {
        String text = system.substring(0, Math.min(system.length(), ATTENTION)).toLowerCase(Locale.ROOT);
        List<Clause> clauses = new ArrayList<>();
        addWindow(text, clauses);
        if (UNUSED.matcher(text).find()) {
            clauses.add(new Unused());
        }
        if (UNOPENED.matcher(text).find()) {
            clauses.add(new Unopened());
        }
        if (RECEIPT.matcher(text).find() && !NO_RECEIPT_NEEDED.matcher(text).find()) {
            clauses.add(new Receipt());
        }
        addAmounts(text, clauses);
        return new Policy(
                REFUNDS.matcher(text).find(), clauses, GUARDED.matcher(text).find());
    }

    private static void addWindow(String text, List<Clause> clauses) {
        Matcher within = WITHIN.matcher(text);
        Matcher window = WINDOW.matcher(text);
        Matcher found = within.find() ? within : window.find() ? window : null;
        if (found != null) {
            clauses.add(new WithinDays(Numbers.parse(found.group(1)) * Numbers.daysIn(found.group(2))));
        }
    }

    private static void addAmounts(String text, List<Clause> clauses) {
        Matcher escalate = ESCALATE_ABOVE.matcher(text);
        if (escalate.find()) {
            String limit = escalate.group(1) != null ? escalate.group(1) : escalate.group(2);
            clauses.add(new AmountUpTo(new BigDecimal(limit), true));
        }
        Matcher most = AMOUNT.matcher(text);
        if (most.find()) {
            clauses.add(new AmountUpTo(new BigDecimal(most.group(1)), false));
        }
    }

    private static Pattern find(String regex) {
        return Pattern.compile(regex);
    }
}

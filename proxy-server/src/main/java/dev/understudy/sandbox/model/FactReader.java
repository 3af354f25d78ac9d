package dev.understudy.sandbox.model;

import dev.understudy.sandbox.model.Facts.Request;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@link Facts} from a customer's words. Later words win: customers correct themselves. */
final class FactReader {
    /** Like a real model it loses the middle of a very long text; that also bounds the work. */
    private static final int ATTENTION = 8_000;

    private static final int MOST_ORDERS = 5;

    private static final Pattern AGO = find(
            "\\b(\\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (day|week|month|year)s? ago");
    private static final Pattern NEAR = find("\\b(today|this morning|yesterday|last week|last month|last year)\\b");
    private static final Pattern NOT_USED = find(
            "\\b(?:unused|unworn|untouched|brand new"
                    + "|never (?:even |been )?(?:used|worn|tried|touched)|not (?:been )?(?:used|worn)"
                    + "|(?:haven.?t|hasn.?t|have not|has not|didn.?t|did not) (?:even |been )?(?:used|worn|use|wear|tried|touch(?:ed)?))\\b");
    private static final Pattern NOT_OPENED =
            find("\\b(?:unopened|still (?:sealed|in (?:its|the) (?:original )?(?:box|packaging|wrapping))"
                    + "|sealed|never (?:even |been )?opened|not (?:been )?opened"
                    + "|(?:haven.?t|hasn.?t|have not|has not|didn.?t|did not) (?:even |been )?open(?:ed)?)\\b");
    private static final Pattern USED = find("\\b(?:used|using|wore|worn|wearing|washed|scratched|tried it)\\b");
    private static final Pattern OPENED = find("\\b(?:opened|unboxed|unpacked|unwrapped|tore the box)\\b");
    private static final Pattern NO_RECEIPT = find(
            "\\b(?:no|lost|without|misplaced|threw away|don.?t have|do not have|can.?t find)(?: an?| the| my)? receipt");
    private static final Pattern RECEIPT = find("\\breceipt\\b");
    private static final Pattern AMOUNT =
            find("[$€£]\\s?(\\d{1,7}(?:\\.\\d{2})?)|\\b(\\d{1,7}(?:\\.\\d{2})?) ?(?:dollars|usd|euros|eur)\\b");
    private static final Pattern ORDER =
            find("(?:\\border(?: number| no\\.?| id)?:? ?#? ?|#)([a-z]{0,4}-?\\d{3,10})\\b");
    private static final Pattern NO_REFUND =
            find("\\b(?:don.?t|do not|not) (?:want|need|asking for) (?:a |any |my )?(?:refund|money back)");
    private static final Pattern REFUND = find(
            "\\brefund|money back|reimburse|\\breturn (?:it|this|them|that|my|the|an?)\\b|send (?:it|this|them) back");
    private static final Pattern UNHAPPY = find(
            "disappoint|rubbish|terrible|awful|broken|doesn.?t work|does not work|not what i|unhappy|regret|waste of|garbage");
    private static final Pattern INJECTION = find(
            "(?:ignore|disregard|forget|override) (?:all |any |every |your |the |my |previous |prior |above |of ){0,4}(?:polic|instruction|rule|prompt|guideline)"
                    + "|you are now|developer mode|new instructions|system override|</?system>|\\bjailbreak|regardless of (?:your|the|any) (?:polic|rule)");
    private static final Pattern HARMFUL =
            find("\\b(?:bomb|explosive|malware|launder|counterfeit|forge an?|fake receipt|hack into|stolen card)");

    private FactReader() {}

    static Facts read(String words) {
        String text = attended(words);
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        Boolean opened = state(lower, NOT_OPENED, OPENED);
        Boolean used = state(lower, NOT_USED, USED);
        if (used == null && Boolean.FALSE.equals(opened)) {
            used = false;
        }
        return new Facts(
                request(lower),
                daysAgo(lower),
                used,
                opened,
                receipt(lower),
                amount(lower),
                orders(lower),
                INJECTION.matcher(lower).find(),
                HARMFUL.matcher(lower).find());
    }

    private static String attended(String words) {
        if (words.length() <= ATTENTION) {
            return words;
        }
        return words.substring(0, ATTENTION / 2) + "\n" + words.substring(words.length() - ATTENTION / 2);
    }

    private static Request request(String text) {
        if (!meansSomething(text)) {
            return Request.NONE;
        }
        if (NO_REFUND.matcher(text).find()) {
            return Request.OTHER;
        }
        if (REFUND.matcher(text).find()) {
            return Request.CLEAR;
        }
        return UNHAPPY.matcher(text).find() ? Request.VAGUE : Request.OTHER;
    }

    /** At least two letters, and no fewer letters than other signs: semicolons and question marks mean nothing. */
    private static boolean meansSomething(String text) {
        long letters = text.chars().filter(Character::isLetter).count();
        long signs = text.chars()
                .filter(c -> !Character.isLetterOrDigit(c) && !Character.isWhitespace(c))
                .count();
        return letters >= 2 && letters >= signs;
    }

    private static @Nullable Boolean state(String text, Pattern negative, Pattern positive) {
        Matcher denied = negative.matcher(text);
        boolean no = denied.find();
        boolean yes = positive.matcher(no ? denied.replaceAll(" ") : text).find();
        return yes ? Boolean.TRUE : no ? Boolean.FALSE : null;
    }

    private static @Nullable Boolean receipt(String text) {
        if (NO_RECEIPT.matcher(text).find()) {
            return false;
        }
        return RECEIPT.matcher(text).find() ? true : null;
    }

    private static @Nullable Integer daysAgo(String text) {
        Integer days = null;
        Matcher ago = AGO.matcher(text);
        while (ago.find()) {
            days = Numbers.parse(ago.group(1)) * Numbers.daysIn(ago.group(2));
        }
        if (days != null) {
            return days;
        }
        Matcher near = NEAR.matcher(text);
        return near.find() ? Numbers.daysSince(near.group(1)) : null;
    }

    private static @Nullable BigDecimal amount(String text) {
        BigDecimal amount = null;
        Matcher matcher = AMOUNT.matcher(text);
        while (matcher.find()) {
            amount = new BigDecimal(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return amount;
    }

    private static List<String> orders(String text) {
        Set<String> orders = new LinkedHashSet<>();
        Matcher matcher = ORDER.matcher(text);
        while (matcher.find() && orders.size() < MOST_ORDERS) {
            orders.add(matcher.group(1).toUpperCase(java.util.Locale.ROOT));
        }
        return new ArrayList<>(orders);
    }

    private static Pattern find(String regex) {
        return Pattern.compile(regex);
    }
}

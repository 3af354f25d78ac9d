package dev.understudy.dialect.claude;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model takes, by its name. Names of any place are read: {@code claude-sonnet-4-5-20250929},
 * {@code us.anthropic.claude-opus-4-8}, {@code claude-3-7-sonnet@20250219}. One that cannot be read counts as new.
 *
 * @param version a hundred times the number: 450 for 4.5
 * @see <a href="https://docs.claude.com/en/docs/about-claude/models/overview">Models</a>
 */
public record ClaudeModel(int version) {
    private static final int UNKNOWN = 99_00;
    private static final Pattern NAME = Pattern.compile("claude-(?:[a-z]+-)?(\\d{1,2})(?:[-.](\\d{1,2}))?(?![\\d.])");

    /** Never null: a name that says nothing is that of a model which has everything. */
    public static ClaudeModel of(@Nullable String name) {
        Matcher matcher = NAME.matcher(name == null || name.length() > 256 ? "" : name);
        if (!matcher.find()) {
            return new ClaudeModel(UNKNOWN);
        }
        String minor = matcher.group(2);
        int tenths = minor == null ? 0 : Integer.parseInt(minor);
        return new ClaudeModel(Integer.parseInt(matcher.group(1)) * 100 + tenths * 10);
    }

    private boolean known() {
        return version != UNKNOWN;
    }

    /** Whether it can be told to think before it answers. */
    public boolean thinks() {
        return version >= 370;
    }

    /** Up to 4.5 thinking has a budget; from 4.6 on the model decides, and from 4.7 on a budget is refused. */
    public boolean thinksByBudget() {
        return version < 460;
    }

    /** Refused from 4.7 on: temperature, top_p and top_k. */
    public boolean takesSampling() {
        return !known() || version < 470;
    }

    /** From 4.1 on one of the two is refused beside the other. */
    public boolean takesTemperatureOrTopPOnly() {
        return version >= 410;
    }

    /** Whether it has an effort above high. */
    public boolean hasEffortXhigh() {
        return version >= 470;
    }

    /** Most tokens that every model of its kind writes; newer ones write more. */
    public long safeOutputTokens() {
        return version < 350 ? 4_096 : 8_192;
    }
}

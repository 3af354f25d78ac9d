package dev.understudy.dialect.wire;

import dev.understudy.canonical.ErrorKind;
import java.util.Locale;

/**
 * Puts a provider's error into the taxonomy. The provider's own code says more than the status (a 400 may be a full
 * context, a 429 an empty account, a 403 a moderated prompt), so the codes are asked first.
 */
public final class ErrorClasses {
    /** Words of code and type, in order of precedence. */
    private static final Rule[] CODES = {
        new Rule(ErrorKind.CONTEXT_TOO_LONG, "context_length", "context_too_long", "context_window", "prompt_too_long"),
        new Rule(
                ErrorKind.CONTENT_FILTERED,
                "content_filter",
                "content_policy",
                "responsibleaipolicyviolation",
                "moderation",
                "data_inspection_failed"),
        new Rule(
                ErrorKind.QUOTA_EXHAUSTED, "insufficient_quota", "billing", "insufficient_balance", "payment_required"),
        new Rule(
                ErrorKind.RATE_LIMITED,
                "rate_limit",
                "ratelimit",
                "too_many_requests",
                "resource_exhausted",
                "throttl"),
        new Rule(ErrorKind.OVERLOADED, "overloaded", "over_capacity", "capacity_exceeded", "unavailable"),
        new Rule(ErrorKind.AUTH, "invalid_api_key", "authentication", "permission", "unauthorized", "unauthenticated"),
        new Rule(ErrorKind.NOT_FOUND, "not_found", "deploymentnotfound"),
        new Rule(ErrorKind.TIMEOUT, "timeout", "deadline_exceeded"),
    };

    /** Words of messages, for those that give no code. */
    private static final Rule[] MESSAGES = {
        new Rule(
                ErrorKind.CONTEXT_TOO_LONG,
                "maximum context length",
                "context length exceeded",
                "context window",
                "prompt is too long",
                "input is too long",
                "exceed context limit",
                "reduce the length of the messages"),
        new Rule(ErrorKind.CONTENT_FILTERED, "content management policy", "content policy", "content filtering policy"),
        new Rule(ErrorKind.QUOTA_EXHAUSTED, "credit balance is too low"),
    };

    private record Rule(ErrorKind kind, String... words) {
        boolean applies(String text) {
            for (String word : words) {
                if (text.contains(word)) {
                    return true;
                }
            }
            return false;
        }
    }

    private ErrorClasses() {}

    /** @param words code and type, in lower case */
    public static ErrorKind of(int status, String words, String message) {
        for (Rule rule : CODES) {
            if (rule.applies(words)) {
                return rule.kind();
            }
        }
        if (status == 400 || status == 413 || status == 422 || status < 300) {
            String lower = message.toLowerCase(Locale.ROOT);
            for (Rule rule : MESSAGES) {
                if (rule.applies(lower)) {
                    return rule.kind();
                }
            }
        }
        return status < 300 && words.contains("invalid_request") ? ErrorKind.INVALID_REQUEST : ofStatus(status);
    }

    /** What a status says by itself. 529 is Anthropic's and 498 Groq's way of saying overloaded. */
    public static ErrorKind ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> ErrorKind.AUTH;
            case 402 -> ErrorKind.QUOTA_EXHAUSTED;
            case 404 -> ErrorKind.NOT_FOUND;
            case 408, 504 -> ErrorKind.TIMEOUT;
            case 429 -> ErrorKind.RATE_LIMITED;
            case 498, 503, 529 -> ErrorKind.OVERLOADED;
            default -> status >= 400 && status < 500 ? ErrorKind.INVALID_REQUEST : ErrorKind.OTHER;
        };
    }
}

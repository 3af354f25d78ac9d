package dev.understudy.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What a request is called in log lines, in answers of the proxy's own and in comparisons: the client's {@code x-request-id} where it
 * sent a usable one, else one that is made. An exchange's id begins with it, because a client may use one for several requests: {@code
 * CLIENT~OURS}. The header itself passes through to live as everything does, and none is added.
 */
public final class RequestId {
    /** As most gateways and libraries name it; there is no standard. */
    public static final String HEADER = "x-request-id";

    private static final char SEPARATOR = '~';
    private static final int LONGEST = 64;

    private RequestId() {}

    /**
     * What the client calls its request; null where it does not say, or says nothing usable.
     *
     * @param sent its {@value #HEADER}
     */
    public static @Nullable String of(@Nullable String sent) {
        return sent != null && isUsable(sent) ? sent : null;
    }

    /** The id of an exchange. */
    public static String exchange(@Nullable String client, String ours) {
        return client == null ? ours : client + SEPARATOR + ours;
    }

    /** The request's part of an exchange's id. */
    public static String ofExchange(String exchange) {
        int end = exchange.indexOf(SEPARATOR);
        return end < 0 ? exchange : exchange.substring(0, end);
    }

    /**
     * Up to 64 letters, digits, dots, dashes, underscores and colons, at least one of them a letter: it is written to logs, to JSON and
     * into URLs, and what has digits alone may be somebody's telephone number or card.
     */
    private static boolean isUsable(String sent) {
        boolean letter = false;
        for (int i = 0; i < sent.length(); i++) {
            char c = sent.charAt(i);
            boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            letter |= isLetter;
            boolean other = (c >= '0' && c <= '9') || c == '-' || (i > 0 && (c == '.' || c == '_' || c == ':'));
            if (!isLetter && !other) {
                return false;
            }
        }
        return letter && sent.length() <= LONGEST;
    }
}

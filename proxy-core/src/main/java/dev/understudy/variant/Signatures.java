package dev.understudy.variant;

import dev.understudy.config.CredentialsConfig;
import dev.understudy.exchange.CapturedRequest;
import org.jspecify.annotations.Nullable;

/**
 * Requests that are signed instead of carrying a secret, as AWS has it: the signature covers body, path and host, so it
 * fits no other request.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">Signature Version 4</a>
 */
public final class Signatures {
    private static final String SCHEME = "AWS4-";
    private static final String IN_TARGET = "X-Amz-Signature=";

    private Signatures() {}

    static boolean isSigned(CapturedRequest request) {
        return isSigned(request.target(), request.headers().get("authorization"));
    }

    /** @param authorization the client's header, or null */
    public static boolean isSigned(String target, @Nullable String authorization) {
        boolean inHeader = authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return inHeader || target.contains(IN_TARGET);
    }

    /** Whether these credentials take the place of a signature in the header. */
    public static boolean replaces(@Nullable CredentialsConfig credentials) {
        return credentials != null
                && credentials.headers().keySet().stream().anyMatch("authorization"::equalsIgnoreCase);
    }
}

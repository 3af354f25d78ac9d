package dev.understudy.admin;

import io.netty.handler.codec.http.HttpHeaders;

/** Headers of every answer: nothing is cached, framed, sniffed, or loaded from elsewhere. No CORS: no other origin reads. */
final class SecurityHeaders {
    private SecurityHeaders() {}

    static void add(HttpHeaders headers) {
        headers.set(
                "content-security-policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.set("x-content-type-options", "nosniff");
        headers.set("x-frame-options", "DENY");
        headers.set("referrer-policy", "no-referrer");
        headers.set("cross-origin-resource-policy", "same-origin");
        headers.set("cache-control", "no-store");
    }
}

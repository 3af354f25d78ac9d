package dev.understudy.config;

import java.util.Map;

/**
 * What an arm authenticates with.
 *
 * @param inherit pass the client's own credentials on; only where the candidate's origin is the live one (law 7)
 * @param headers header names and values to send, for example authorization
 */
public record CredentialsConfig(boolean inherit, Map<String, String> headers) {
    public static final CredentialsConfig NONE = new CredentialsConfig(false, Map.of());
    public static final CredentialsConfig INHERIT = new CredentialsConfig(true, Map.of());

    public CredentialsConfig {
        ConfigException.check(!inherit || headers.isEmpty(), "credentials", "inherit and headers", "one of the two");
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> {
            ConfigException.check(
                    name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+"), "credentials", name, "a header name (RFC 9110)");
            ConfigException.check(
                    value.chars().allMatch(c -> c >= 0x20 && c != 0x7f && c < 0x100),
                    "credentials." + name,
                    "(secret)",
                    "a header value without line breaks or control characters");
        });
    }

    /** Names only. */
    @Override
    public String toString() {
        return inherit ? "inherit" : headers.keySet().toString();
    }
}

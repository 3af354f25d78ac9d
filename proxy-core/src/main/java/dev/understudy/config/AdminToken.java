package dev.understudy.config;

/**
 * A bearer token of the admin server.
 *
 * @param name who has it, for the audit
 * @param token the secret itself
 * @param role what it is good for
 */
public record AdminToken(String name, String token, Role role) {
    /** What a holder may do. */
    public enum Role {
        /** See everything but content, change nothing. */
        READ,
        /** See everything, content too, and switch. */
        OPERATE,
        /** See everything, content too, change nothing. */
        CONTENT;

        /** Whether requests, answers and what quotes them may be shown. */
        public boolean seesContent() {
            return this != READ;
        }

        /** Whether shadows may be switched and the file be read anew. */
        public boolean operates() {
            return this == OPERATE;
        }
    }

    public AdminToken {
        ConfigException.check(Names.valid(name), "name", name, Names.EXPECTED);
        ConfigException.check(!token.isBlank(), "token", "(empty)", "a secret");
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "AdminToken[" + name + ", " + role + ", token=***]";
    }
}

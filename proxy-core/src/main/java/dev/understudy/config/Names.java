package dev.understudy.config;

import java.util.regex.Pattern;

/** Names of routes and shadows: they become metric labels and URL segments. */
public final class Names {
    static final String EXPECTED = "1 to 64 letters, digits, dots, dashes or underscores";
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private Names() {}

    static boolean valid(String name) {
        return SYNTAX.matcher(name).matches();
    }

    /**
     * The name itself.
     *
     * @throws ConfigException for one that cannot be a label
     */
    public static String checked(String name) {
        ConfigException.check(valid(name), "name", name, EXPECTED);
        return name;
    }
}

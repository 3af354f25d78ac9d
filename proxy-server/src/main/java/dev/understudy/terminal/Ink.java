package dev.understudy.terminal;

/** How text looks on a terminal that shows colours (ECMA-48, select graphic rendition). */
public enum Ink {
    PLAIN(""),
    BOLD("1"),
    DIM("2"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36"),
    RED("31");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    public String on() {
        return code.isEmpty() ? "" : "\u001b[" + code + "m";
    }

    public String off() {
        return code.isEmpty() ? "" : "\u001b[0m";
    }
}

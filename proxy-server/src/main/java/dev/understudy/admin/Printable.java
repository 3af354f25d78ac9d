package dev.understudy.admin;

/** What a client sent, made fit to be said back to it and to a log. */
final class Printable {
    private static final int LIMIT = 100;

    private Printable() {}

    /** One short line without control characters. */
    static String line(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LIMIT ? line : line.substring(0, LIMIT) + "…";
    }
}

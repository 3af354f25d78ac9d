package dev.understudy.cli;

/** Ports on the command line. */
final class Ports {
    private Ports() {}

    static void check(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw new Failures.Refused(option + ": " + port + " (expected: 0 to 65535)");
        }
    }
}

package dev.understudy.deploy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs of the system that end-to-end tests use. */
final class Programs {
    private Programs() {}

    /** What running it to its end gave, both streams together. */
    record Result(int exit, String output) {}

    /** Its path. Where it is missing the test is skipped, and with {@code CI=true} it fails: there nothing may be skipped. */
    static Path require(String program) {
        // Some are where administrators' programs are, which others do not have in their path.
        String path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
        for (String folder : path.split(File.pathSeparator)) {
            Path candidate = Path.of(folder, program);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        String message = program + " is not installed: deploy/install-test-tools.sh does it";
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(message);
        }
        Assumptions.abort(message);
        throw new IllegalStateException(message);
    }

    static Result run(Path program, String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}

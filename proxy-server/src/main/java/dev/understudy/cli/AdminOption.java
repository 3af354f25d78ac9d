package dev.understudy.cli;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --admin} and {@code --token}, as the commands that ask a running proxy have them. */
final class AdminOption {
    @Option(
            names = "--admin",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:9901",
            description = {"Address of the admin server", "(default: ${DEFAULT-VALUE})."})
    @SuppressWarnings("NullAway.Init") // it has a default
    private URI admin;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:UNDERSTUDY_ADMIN_TOKEN}",
            description = "An admin token (default: the variable UNDERSTUDY_ADMIN_TOKEN).")
    private @Nullable String token;

    AdminClient client() {
        return AdminClient.of(admin, token);
    }
}

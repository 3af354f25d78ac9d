package dev.understudy.cli;

import dev.understudy.config.ProxyConfig;
import dev.understudy.configfile.ConfigLoad.Loaded;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what would become of one request, and why. Sends nothing. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Says what would become of a request, and why. Sends nothing.",
            "Which route and shadows it matches and why (or why not), and the candidate's request as it would be sent, secrets"
                    + " masked."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:explained", "2:the configuration or the request cannot be used"},
        footer = {
            "",
            "The request file is HTTP text (request line, headers, empty line, body), JSON"
                    + " {\"method\", \"path\", \"headers\", \"body\"}, or just the JSON body of a chat completion.",
            "Conversations decide the sample, so the same file always draws the same."
        })
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption option = new ConfigOption();

    @Option(names = "--request", paramLabel = "FILE", required = true, description = "The request to explain.")
    @SuppressWarnings("NullAway.Init") // required
    private Path request;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        RequestFile read = RequestFile.read(request);
        Optional<Loaded> loaded = option.load(spec.commandLine().getErr());
        if (loaded.isEmpty()) {
            return ExitCode.USAGE;
        }
        ProxyConfig config = loaded.get().config();
        PrintWriter out = spec.commandLine().getOut();
        new Explanation(config, read)
                .lines()
                .forEach(line -> out.println(loaded.get().mask(line)));
        return ExitCode.OK;
    }
}

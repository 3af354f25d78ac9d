package dev.understudy.cli;

import dev.understudy.assembly.Server;
import dev.understudy.configfile.ConfigLoad.Loaded;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The proxy, until a signal ends it. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the proxy.",
            "Prints what listens where and which shadows are on, then logs to standard error. The configuration file is watched: a"
                    + " sound change is in force within a second, a bad one is refused and the last good one stays. SIGTERM and"
                    + " SIGINT drain it; the second one ends it at once."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended after a clean drain", "1:ended with requests cut off", "2:it cannot start"})
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Mixin
    private final ConfigOption option = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        HeadStart.tls(option.path());
        Optional<Loaded> loaded = option.load(spec.commandLine().getErr());
        if (loaded.isEmpty()) {
            return ExitCode.USAGE;
        }
        Server server = Server.start(option.file(), loaded.get());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "drain"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("understudy " + Version.number());
        server.summary().forEach(out::println);
        out.flush();
        new CountDownLatch(1).await();
        return ExitCode.OK;
    }

    /** A JVM that a signal ends exits with 143 whatever its hooks do, unless a hook ends it first. */
    private static void end(Server server) {
        SecondSignal.endsAtOnce();
        int code = ExitCode.NO;
        try {
            code = server.drain() ? ExitCode.OK : ExitCode.NO;
        } catch (InterruptedException | RuntimeException fault) {
            LOG.error("the drain failed", fault);
        }
        Runtime.getRuntime().halt(code);
    }
}

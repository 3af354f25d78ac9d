package dev.understudy.cli;

import dev.understudy.audit.AuditEntry;
import dev.understudy.audit.AuditStore;
import dev.understudy.config.AdminConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.StoreConfig;
import dev.understudy.promotion.Promotion;
import dev.understudy.promotion.Standing;
import dev.understudy.store.SqliteAuditStore;
import dev.understudy.verdicts.Verdicts;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** What {@code promote} asks of the running proxy before, and tells it after. */
final class VerdictOption {
    @Option(
            names = "--require-pass",
            description = "Promotes only if the verdict is pass. Asks --admin, or the admin address in the file.")
    private boolean requirePass;

    @Option(names = "--admin", paramLabel = "URL", description = "Of the running proxy's admin server.")
    private @Nullable URI admin;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:UNDERSTUDY_ADMIN_TOKEN}",
            description = "An admin token (default: the variable UNDERSTUDY_ADMIN_TOKEN).")
    private @Nullable String token;

    /** How the verdict stands, on the very candidate that the file has. */
    Standing ask(Promotion promotion, boolean forced, PrintWriter err) throws InterruptedException {
        if (!requirePass && admin == null) {
            return Standing.NOT_ASKED;
        }
        AdminClient client = AdminClient.of(address(promotion.config()), token);
        String name = promotion.shadow().name();
        JsonNode json;
        try {
            json = client.get("/api/v1/verdicts/" + AdminClient.segment(name));
        } catch (Failures.Refused unreachable) {
            if (!forced) {
                throw unreachable;
            }
            err.println("the verdict cannot be asked for: " + unreachable.getMessage());
            return Standing.NOT_ASKED;
        }
        String own = Verdicts.fingerprint(promotion.config(), promotion.shadow());
        String judged = json.path("fingerprint").asString("");
        if (!own.equals(judged)) {
            String line = "the verdict is on another candidate (fingerprint " + judged + ") than the file's (" + own
                    + "): the proxy runs with another configuration";
            if (!forced) {
                throw new Failures.Refused(line + " (expected: the same file)");
            }
            err.println(line);
            return Standing.NOT_ASKED;
        }
        VerdictText.of(json).forEach(err::println);
        return Standing.of(json.path("verdict").asString(""));
    }

    private URI address(ProxyConfig config) {
        if (admin != null) {
            return admin;
        }
        AdminConfig inFile = config.admin();
        if (inFile == null || inFile.port() == 0) {
            throw new Failures.Refused("--admin: (none) (expected: the URL of the running proxy's admin server)");
        }
        return URI.create("http://" + reached(inFile.host()) + ":" + inFile.port());
    }

    /** Where somebody on this machine reaches who listens there: everywhere is here, too. */
    static String reached(String host) {
        String bare = host.replaceAll("[\\[\\]]", "");
        return switch (bare) {
            case "0.0.0.0", "::" -> "127.0.0.1";
            default -> bare.contains(":") ? "[" + bare + "]" : bare;
        };
    }

    /** Has the running proxy write into its audit what was done to its file. */
    void after(ProxyConfig config, String action, String shadow, List<String> lines, CommandLine line)
            throws InterruptedException {
        line.getOut().flush();
        try {
            AdminClient.of(address(config), token).audit(action, shadow, true, lines);
        } catch (Failures.Refused unreachable) {
            // Nobody there who would do it, or nobody who may ask him to.
            if (!stored(config.store(), action, shadow, lines)) {
                line.getErr().println("not recorded in an audit: " + unreachable.getMessage());
            }
        }
    }

    /** Into the audit's own file, where there is one. */
    private static boolean stored(@Nullable StoreConfig store, String action, String shadow, List<String> lines) {
        if (store == null) {
            return false;
        }
        Clock clock = Clock.systemUTC();
        AuditEntry entry = AuditEntry.of(
                clock.instant(), "cli:" + System.getProperty("user.name", ""), null, action, shadow, true, lines);
        try (AuditStore file = new SqliteAuditStore(clock, store.auditPath(), store.audit())) {
            return file.append(List.of(entry));
        }
    }
}

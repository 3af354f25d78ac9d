package dev.understudy.cli;

import dev.understudy.cli.Failures.Refused;
import dev.understudy.report.HtmlReport;
import dev.understudy.report.Report;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The page that a command leaves. */
final class PageFile {
    private PageFile() {}

    /** Before the work, which may take long. */
    static void check(String option, @Nullable Path page) {
        Path parent = page == null ? null : page.toAbsolutePath().getParent();
        if (page != null && (parent == null || !Files.isDirectory(parent) || Files.isDirectory(page))) {
            throw new Refused(option + ": " + page + " (expected: a file in a folder that exists)");
        }
    }

    static void write(String option, Report report, Path page) {
        try (Writer writer = Files.newBufferedWriter(page, StandardCharsets.UTF_8)) {
            HtmlReport.write(report, writer);
        } catch (IOException failed) {
            throw new Refused(option + ": " + page + ": " + why(failed) + " (expected: a file that can be written)");
        }
    }

    /** The name of the file stands there already. */
    private static String why(IOException failed) {
        String reason = failed instanceof FileSystemException denied ? denied.getReason() : failed.getMessage();
        return reason == null ? failed.getClass().getSimpleName() : reason;
    }
}

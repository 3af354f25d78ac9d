package dev.understudy.config;

import java.nio.file.Path;

/**
 * The embedded store. A file for each of its parts, so that the growth and the damage of one never reach another.
 *
 * @param path file of the verdicts' evidence; the others are beside it
 * @param comparisons how much of what was compared is kept
 * @param audit how much of what was done to the proxy is kept
 */
public record StoreConfig(Path path, RetentionConfig comparisons, AuditConfig audit) {
    /** Where what was compared is kept. */
    public Path comparisonsPath() {
        return beside("comparisons");
    }

    /** Where is kept what was done to the proxy. */
    public Path auditPath() {
        return beside("audit");
    }

    /** Where is kept what was usual when shadows were approved. */
    public Path driftPath() {
        return beside("drift");
    }

    private Path beside(String ending) {
        Path name = path.getFileName();
        return path.resolveSibling((name == null ? "understudy" : name) + "." + ending);
    }
}

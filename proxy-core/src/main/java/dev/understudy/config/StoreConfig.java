package dev.understudy.config;

import java.nio.file.Path;

/**
 * The embedded store.
 *
 * @param path file of the verdicts' evidence; what was compared is kept in another beside it
 * @param comparisons how much of what was compared is kept
 */
public record StoreConfig(Path path, RetentionConfig comparisons) {
    /** Where what was compared is kept: a file of its own, so that its growth and its damage never reach the evidence. */
    public Path comparisonsPath() {
        Path name = path.getFileName();
        return path.resolveSibling((name == null ? "understudy" : name) + ".comparisons");
    }
}

package dev.understudy.configfile;

import dev.understudy.configfile.BoundedFiles.Unreadable;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a set of files holds: a hash of each one's content, symbolic links followed, or why it cannot be read. Content and
 * not times: a Kubernetes {@code ..data} swap changes neither name nor size, and an editor may change both for nothing.
 */
public final class Fingerprint {
    private final Map<Path, String> seen;

    Fingerprint(Map<Path, String> seen) {
        this.seen = Collections.unmodifiableMap(new LinkedHashMap<>(seen));
    }

    /** The files it is about, found or not. */
    public Set<Path> files() {
        return seen.keySet();
    }

    /** The same files as they are now. */
    Fingerprint now() {
        Map<Path, String> now = new LinkedHashMap<>();
        seen.keySet().forEach(file -> now.put(file, look(file)));
        return new Fingerprint(now);
    }

    /** Whether the files that both know looked the same to both. */
    boolean agrees(Fingerprint other) {
        return seen.entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(other.seen.getOrDefault(entry.getKey(), entry.getValue())));
    }

    private static String look(Path file) {
        try {
            return digest(BoundedFiles.bytes(file, ReadContext.LARGEST));
        } catch (Unreadable unreadable) {
            return unreadable.problem();
        }
    }

    static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint that && seen.equals(that.seen);
    }

    @Override
    public int hashCode() {
        return seen.hashCode();
    }
}

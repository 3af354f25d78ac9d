package dev.understudy.corpus;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The right to write into a folder, held by a lock on a file in it: one recording at a time, and none over other people's files. */
final class FolderClaim implements AutoCloseable {
    private static final String FILE = "lock";

    private final FileChannel file;

    private FolderClaim(FileChannel file) {
        this.file = file;
    }

    /**
     * Makes the folder where it is missing.
     *
     * @throws CorpusException while another recording holds it, and for a folder with files that no corpus has
     */
    static FolderClaim on(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (!Files.exists(folder.resolve(Manifest.FILE))) {
            refuseForeign(folder);
        }
        FileChannel file = FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!locked(file)) {
                throw new CorpusException(
                        folder + ": is being recorded into already (expected: one recording a folder)");
            }
            return new FolderClaim(file);
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException here) {
            return false;
        }
    }

    private static void refuseForeign(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            boolean foreign = files.map(file -> file.getFileName().toString())
                    .anyMatch(name ->
                            !name.equals(FILE) && !name.startsWith("segment-") && !name.startsWith(Manifest.FILE));
            if (foreign) {
                throw new CorpusException(folder + ": has other files (expected: a corpus, or an empty or new folder)");
            }
        }
    }

    /** Lets go of the lock with its file. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}

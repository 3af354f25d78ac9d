package dev.understudy.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testing.LogLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a file that cannot be used. */
class SqliteFileTest {
    private static final String EXPECTED = " (expected: a folder that is there and that this process may write to)";

    @TempDir
    Path folder;

    @RegisterExtension
    final LogLines log = LogLines.of(SqliteFile.class);

    private void readKey(Path path) {
        try (SqliteBaselineStore store = new SqliteBaselineStore(path)) {
            assertThat(store.key()).hasSize(32);
        }
    }

    @Test
    void open_folderIsMissing_namesSettingAndFolder() {
        Path missing = folder.resolve("missing");
        readKey(missing.resolve("understudy.db.drift"));
        assertThat(log.messages())
                .singleElement()
                .asString()
                .endsWith("store.path: its folder " + missing + " is not there" + EXPECTED);
    }

    @Test
    void open_folderIsAFile_namesSettingAndFolder() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        readKey(file.resolve("understudy.db.drift"));
        assertThat(log.messages())
                .singleElement()
                .asString()
                .endsWith("store.path: its folder " + file + " is not there" + EXPECTED);
    }

    @Test
    void open_folderIsReadOnly_namesSettingAndFolderUnlessThatIsNoHindrance() throws Exception {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        readKey(locked.resolve("understudy.db.drift"));
        if (Files.isWritable(locked)) {
            // For root nothing is read-only, so there is nothing to tell.
            assertThat(log.messages()).isEmpty();
            assertThat(locked.resolve("understudy.db.drift")).exists();
        } else {
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .endsWith("store.path: its folder " + locked + " cannot be written to" + EXPECTED);
        }
    }

    @Test
    void open_fileIsNoDatabase_saysWhatIsWrongWithIt() throws Exception {
        Path file = Files.writeString(folder.resolve("understudy.db.drift"), "no database at all, but some text");
        readKey(file);
        assertThat(log.messages())
                .singleElement()
                .asString()
                .contains("not a database")
                .doesNotContain("store.path");
    }
}

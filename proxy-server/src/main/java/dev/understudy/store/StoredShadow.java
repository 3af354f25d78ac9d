package dev.understudy.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What stores keep of a shadow, for a proxy that does not run. */
public final class StoredShadow {
    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_FILES = 1000;

    private StoredShadow() {}

    /**
     * Clears what the stores in a folder keep of a shadow.
     *
     * @param place a folder, or one store
     * @return a line for each store that was found
     * @throws IOException where one cannot be cleared; those before it are
     * @throws IllegalStateException where a running proxy has one open: it would write back what it holds
     */
    public static List<String> forget(Path place, String shadow) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : stores(place)) {
            try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath())) {
                forget(database, file, shadow, lines);
            } catch (SQLException trouble) {
                throw new IOException(file + ": " + trouble.getMessage(), trouble);
            }
        }
        return lines;
    }

    private static List<Path> stores(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return Stream.of(place, place.resolveSibling(place.getFileName() + ".comparisons"))
                    .filter(StoredShadow::isSqlite)
                    .toList();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.limit(MOST_FILES)
                    .filter(StoredShadow::isSqlite)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isSqlite(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(SQLITE.length), SQLITE);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static void forget(Connection database, Path file, String shadow, List<String> lines) throws SQLException {
        try (Statement statement = database.createStatement()) {
            boolean evidence = has(statement, "evidence");
            boolean exchanges = has(statement, "exchanges");
            if (!SqliteFile.isOurs(statement) || !(evidence || exchanges)) {
                return;
            }
            checkAlone(statement, file);
            statement.execute("PRAGMA secure_delete = ON");
            if (evidence) {
                int candidates = SqliteEvidenceStore.delete(database, shadow);
                lines.add(file + ": evidence on " + candidates + (candidates == 1 ? " candidate" : " candidates"));
            }
            if (exchanges) {
                lines.add(file + ": kept exchanges: " + ComparisonTable.deleteShadow(database, shadow));
            }
        }
    }

    private static boolean has(Statement statement, String table) throws SQLException {
        return SqliteFile.number(
                        statement, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '" + table + "'")
                > 0;
    }

    /** Leaving WAL mode needs the file for oneself; it is entered again by whoever opens the store next. */
    private static void checkAlone(Statement statement, Path file) throws SQLException {
        String mode;
        try (ResultSet answer = statement.executeQuery("PRAGMA journal_mode = DELETE")) {
            mode = answer.next() ? answer.getString(1) : "";
        } catch (SQLException locked) {
            throw inUse(file);
        }
        if (!mode.equalsIgnoreCase("delete")) {
            throw inUse(file);
        }
    }

    private static IllegalStateException inUse(Path file) {
        return new IllegalStateException(file + ": is in use by a running proxy (expected: --admin, or no proxy)");
    }
}

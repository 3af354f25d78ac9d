package dev.understudy.store;

import dev.understudy.drift.BaselineStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Baselines in an SQLite file, one a shadow. Not thread-safe. Whatever is wrong with the file: see {@link SqliteFile}. */
public final class SqliteBaselineStore implements BaselineStore {
    /** 64 MiB: a baseline has some tens of kilobytes. */
    private static final int MOST_PAGES = 16_384;

    private final SqliteFile file;

    /** @param path created when it is first written to; its folder has to be there */
    public SqliteBaselineStore(Path path) {
        String loss = "what is usual is kept in memory only and a restart begins it anew";
        this.file = new SqliteFile(
                new SqliteFile.Settings(path, MOST_PAGES, loss, Duration.ZERO), SqliteBaselineStore::create);
    }

    private static void create(Statement statement) throws SQLException {
        statement.execute("CREATE TABLE IF NOT EXISTS baseline (shadow TEXT NOT NULL PRIMARY KEY, at TEXT NOT NULL,"
                + " baseline TEXT NOT NULL) STRICT");
        statement.execute("CREATE TABLE IF NOT EXISTS print_key (id INTEGER PRIMARY KEY CHECK (id = 1),"
                + " hex TEXT NOT NULL) STRICT");
    }

    @Override
    public String key() {
        String fresh = BaselineStore.freshKey();
        return file.attempt("read", fresh, database -> {
            try (PreparedStatement put = database.prepareStatement("INSERT OR IGNORE INTO print_key VALUES (1, ?)")) {
                put.setString(1, fresh);
                put.executeUpdate();
            }
            return only(database, "SELECT hex FROM print_key")
                    .filter(hex -> hex.matches("[0-9a-f]{32}"))
                    .orElse(fresh);
        });
    }

    private static Optional<String> only(Connection database, String query, String... parameters) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        }
    }

    @Override
    public Optional<String> load(String shadow) {
        return file.attempt(
                "read",
                Optional.<String>empty(),
                database -> only(database, "SELECT baseline FROM baseline WHERE shadow = ?", shadow));
    }

    @Override
    public boolean save(String shadow, Instant at, String baseline) {
        return file.attempt("written", false, database -> {
            try (PreparedStatement put = database.prepareStatement("INSERT INTO baseline VALUES (?, ?, ?)"
                    + " ON CONFLICT DO UPDATE SET at = excluded.at, baseline = excluded.baseline")) {
                put.setString(1, shadow);
                put.setString(2, at.toString());
                put.setString(3, baseline);
                put.executeUpdate();
            }
            return true;
        });
    }

    @Override
    public void close() {
        file.close();
    }
}

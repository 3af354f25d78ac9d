package dev.understudy.store;

import dev.understudy.audit.AuditEntry;
import dev.understudy.audit.AuditStore;
import dev.understudy.config.AuditConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The audit in an SQLite file. Several processes may add to one file: a command does so beside a running proxy. Not thread-safe.
 * Whatever is wrong with the file is said as {@link SqliteFile} does.
 */
public final class SqliteAuditStore implements AuditStore {
    /** An entry needs some pages at most; what is kept is bounded by count long before. */
    private static final int MOST_PAGES_AN_ENTRY = 16;

    private static final int ALWAYS_PAGES = 256;
    private static final String COLUMNS = "id, at, actor, token, action, subject, result, lines";

    private final Clock clock;
    private final AuditConfig retention;
    private final SqliteFile file;

    /** @param path created when it is first written to; its folder has to be there */
    public SqliteAuditStore(Clock clock, Path path, AuditConfig retention) {
        this(clock, path, retention, ALWAYS_PAGES + (long) MOST_PAGES_AN_ENTRY * retention.keep());
    }

    SqliteAuditStore(Clock clock, Path path, AuditConfig retention, long mostPages) {
        this.clock = clock;
        this.retention = retention;
        String loss = "the audit is kept in memory and in the log only";
        this.file =
                new SqliteFile(new SqliteFile.Settings(path, mostPages, loss, Duration.ZERO), SqliteAuditStore::create);
    }

    private static void create(Statement statement) throws SQLException {
        statement.execute("CREATE TABLE IF NOT EXISTS audit (id INTEGER PRIMARY KEY, at INTEGER NOT NULL,"
                + " actor TEXT NOT NULL, token TEXT, action TEXT NOT NULL, subject TEXT NOT NULL, result TEXT NOT NULL,"
                + " lines TEXT NOT NULL) STRICT");
        statement.execute("CREATE INDEX IF NOT EXISTS audit_at ON audit (at)");
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public boolean append(List<AuditEntry> entries) {
        return file.attempt("written", false, database -> {
            database.setAutoCommit(false);
            insert(database, entries);
            forget(database);
            database.commit();
            database.setAutoCommit(true);
            return true;
        });
    }

    /** Behind the last one, also where another process or a clock that went back has put a later id there. */
    private static void insert(Connection database, List<AuditEntry> entries) throws SQLException {
        try (PreparedStatement put = database.prepareStatement("INSERT INTO audit (" + COLUMNS + ")"
                + " VALUES (max(?, (SELECT coalesce(max(id), 0) + 1 FROM audit)), ?, ?, ?, ?, ?, ?, ?)")) {
            for (AuditEntry entry : entries) {
                put.setLong(1, entry.id());
                put.setLong(2, entry.at().toEpochMilli());
                put.setString(3, entry.actor());
                if (entry.token() == null) {
                    put.setNull(4, Types.VARCHAR);
                } else {
                    put.setString(4, entry.token());
                }
                put.setString(5, entry.action());
                put.setString(6, entry.subject());
                put.setString(7, entry.result());
                put.setString(8, JsonMapper.shared().writeValueAsString(entry.lines()));
                put.executeUpdate();
            }
        }
    }

    private void forget(Connection database) throws SQLException {
        long oldest = clock.instant().minus(retention.age()).toEpochMilli();
        try (Statement statement = database.createStatement()) {
            statement.executeUpdate("DELETE FROM audit WHERE at < " + oldest);
            statement.executeUpdate(
                    "DELETE FROM audit WHERE id <= (SELECT id FROM audit ORDER BY id DESC LIMIT 1 OFFSET "
                            + retention.keep() + ")");
        }
    }

    @Override
    public @Nullable List<AuditEntry> before(long id, int limit) {
        Optional<List<AuditEntry>> found = file.attempt("read", Optional.<List<AuditEntry>>empty(), database -> {
            String query = "SELECT " + COLUMNS + " FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?";
            try (PreparedStatement statement = database.prepareStatement(query)) {
                statement.setLong(1, id);
                statement.setInt(2, limit);
                return Optional.of(entries(statement));
            }
        });
        return found.orElse(null);
    }

    private static List<AuditEntry> entries(PreparedStatement statement) throws SQLException {
        List<AuditEntry> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new AuditEntry(
                        rows.getLong(1),
                        Instant.ofEpochMilli(rows.getLong(2)),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getString(6),
                        rows.getString(7),
                        lines(rows.getString(8))));
            }
        }
        return found;
    }

    private static List<String> lines(String json) {
        try {
            return JsonMapper.shared()
                    .readTree(json)
                    .valueStream()
                    .map(line -> line.asString(""))
                    .toList();
        } catch (JacksonException edited) {
            return List.of(json);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}

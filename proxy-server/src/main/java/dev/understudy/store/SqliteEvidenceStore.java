package dev.understudy.store;

import dev.understudy.verdicts.EvidenceStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Evidence in an SQLite file. Confined to the one thread that calls it. Whatever is wrong with the file, evidence goes on in
 * memory: see {@link SqliteFile}.
 */
public final class SqliteEvidenceStore implements EvidenceStore {
    /** Candidates of a shadow that are remembered; who goes back to an earlier one finds its evidence. */
    private static final int CANDIDATES = 8;
    /** 256 MiB. */
    private static final int MOST_PAGES = 65_536;

    private final SqliteFile file;

    /** @param path created when it is first written to; its folder has to be there */
    public SqliteEvidenceStore(Path path) {
        this(path, MOST_PAGES);
    }

    SqliteEvidenceStore(Path path, int mostPages) {
        String loss = "evidence is kept in memory only and a restart would lose it";
        this.file = new SqliteFile(
                new SqliteFile.Settings(path, mostPages, loss, Duration.ZERO), SqliteEvidenceStore::create);
    }

    private static void create(Statement statement) throws SQLException {
        statement.execute("CREATE TABLE IF NOT EXISTS evidence (shadow TEXT NOT NULL, fingerprint TEXT NOT NULL,"
                + " at TEXT NOT NULL, evidence TEXT NOT NULL, PRIMARY KEY (shadow, fingerprint)) STRICT");
    }

    @Override
    public Optional<String> load(String shadow, String fingerprint) {
        return file.attempt("read", Optional.<String>empty(), database -> {
            String query = "SELECT evidence FROM evidence WHERE shadow = ? AND fingerprint = ?";
            try (PreparedStatement statement = database.prepareStatement(query)) {
                statement.setString(1, shadow);
                statement.setString(2, fingerprint);
                return text(statement);
            }
        });
    }

    @Override
    public Optional<Instant> otherCandidate(String shadow, String fingerprint) {
        return file.attempt("read", Optional.<Instant>empty(), database -> {
            String query = "SELECT max(at) FROM evidence WHERE shadow = ? AND fingerprint <> ?";
            try (PreparedStatement statement = database.prepareStatement(query)) {
                statement.setString(1, shadow);
                statement.setString(2, fingerprint);
                return text(statement).flatMap(SqliteEvidenceStore::instant);
            }
        });
    }

    private static Optional<String> text(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException odd) {
            return Optional.of(Instant.EPOCH);
        }
    }

    @Override
    public boolean save(String shadow, String fingerprint, Instant at, String evidence) {
        return file.attempt("written", false, database -> {
            write(database, shadow, fingerprint, at, evidence);
            return true;
        });
    }

    private static void write(Connection database, String shadow, String fingerprint, Instant at, String evidence)
            throws SQLException {
        database.setAutoCommit(false);
        try (PreparedStatement put = database.prepareStatement("INSERT INTO evidence VALUES (?, ?, ?, ?)"
                + " ON CONFLICT DO UPDATE SET at = excluded.at, evidence = excluded.evidence")) {
            put.setString(1, shadow);
            put.setString(2, fingerprint);
            put.setString(3, at.toString());
            put.setString(4, evidence);
            put.executeUpdate();
        }
        try (PreparedStatement forget = database.prepareStatement("DELETE FROM evidence WHERE shadow = ?1 AND"
                + " fingerprint NOT IN (SELECT fingerprint FROM evidence WHERE shadow = ?1"
                + " ORDER BY at DESC LIMIT " + CANDIDATES + ")")) {
            forget.setString(1, shadow);
            forget.executeUpdate();
        }
        database.commit();
        database.setAutoCommit(true);
    }

    @Override
    public boolean forget(String shadow) {
        return file.attempt("cleared", false, database -> {
            delete(database, shadow);
            return true;
        });
    }

    /** How many candidates' evidence went. */
    static int delete(Connection database, String shadow) throws SQLException {
        try (PreparedStatement delete = database.prepareStatement("DELETE FROM evidence WHERE shadow = ?")) {
            delete.setString(1, shadow);
            return delete.executeUpdate();
        }
    }

    @Override
    public void close() {
        file.close();
    }
}

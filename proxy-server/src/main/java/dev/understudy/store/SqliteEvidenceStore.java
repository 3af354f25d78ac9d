package dev.understudy.store;

import dev.understudy.verdicts.EvidenceStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evidence in an SQLite file, in WAL mode: a reader never holds up the writer, and a crash costs the last seconds at most. Confined to the
 * one thread that calls it.
 *
 * <p>Nothing is thrown. A disk that is full, a file that is locked, corrupt or cannot be opened: it is logged once, in one line, evidence
 * goes on in memory, and every later call tries again; that it works again is logged too. A file that is not ours, or of a later
 * version, is never touched.
 */
public final class SqliteEvidenceStore implements EvidenceStore {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteEvidenceStore.class);

    /** Of the tables; kept in the file's user_version. */
    private static final int VERSION = 1;

    /** "UnSy" in the file's header tells ours from others' (SQLite file format, section 1.3.13). */
    private static final int APPLICATION = 0x556e5379;

    private static final int BUSY_MILLIS = 2_000;
    /** Candidates of a shadow that are remembered; who goes back to an earlier one finds its evidence. */
    private static final int CANDIDATES = 8;

    /** Of 4 KiB: 256 MiB. A file that has grown so large is treated as a full disk. */
    private static final int MOST_PAGES = 65_536;

    private final Path file;
    private final int mostPages;
    private @Nullable Connection connection;
    private boolean failing;

    /** @param file created when it is first written to; its folder has to be there */
    public SqliteEvidenceStore(Path file) {
        this(file, MOST_PAGES);
    }

    SqliteEvidenceStore(Path file, int mostPages) {
        this.file = file;
        this.mostPages = mostPages;
    }

    /** Work on the database. */
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    @Override
    public Optional<String> load(String shadow, String fingerprint) {
        return attempt("read", Optional.<String>empty(), database -> {
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
        return attempt("read", Optional.<Instant>empty(), database -> {
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
        return attempt("written", false, database -> {
            write(database, shadow, fingerprint, at, evidence);
            return true;
        });
    }

    private static void write(Connection database, String shadow, String fingerprint, Instant at, String evidence)
            throws SQLException {
        // What fails within is rolled back by closing the connection, which is what happens to it then.
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

    private <T> T attempt(String verb, T otherwise, Work<T> work) {
        try {
            Connection open = connection;
            if (open == null) {
                open = open();
                connection = open;
            }
            T result = work.on(open);
            if (failing) {
                failing = false;
                LOG.info("store {}: works again", file);
            }
            return result;
        } catch (SQLException | LinkageError trouble) {
            // LinkageError: SQLite's native library cannot be unpacked or loaded here.
            failed(verb, trouble);
            return otherwise;
        }
    }

    private void failed(String verb, Throwable trouble) {
        if (!failing) {
            failing = true;
            LOG.error(
                    "store {}: cannot be {}, so evidence is kept in memory only and a restart would lose it; it is tried"
                            + " again: {}",
                    file,
                    verb,
                    oneLine(trouble));
        }
        disconnect();
    }

    private static String oneLine(Throwable trouble) {
        String message = trouble.getMessage() == null ? trouble.getClass().getSimpleName() : trouble.getMessage();
        return message.replaceAll("\\s*\\R\\s*", "; ");
    }

    private Connection open() throws SQLException {
        Connection opened = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
        boolean usable = false;
        try {
            prepare(opened);
            usable = true;
            return opened;
        } finally {
            if (!usable) {
                opened.close();
            }
        }
    }

    private void prepare(Connection database) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
            int application = number(statement, "PRAGMA application_id");
            int version = number(statement, "PRAGMA user_version");
            int tables = number(statement, "SELECT count(*) FROM sqlite_schema");
            if (tables > 0 && (application != APPLICATION || version > VERSION)) {
                throw new SQLException(
                        application == APPLICATION
                                ? "it was written by a later version"
                                : "it is a database of something else");
            }
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA max_page_count = " + mostPages);
            // With WAL: safe against corruption; the last commits may be lost with the power, which is seconds of
            // evidence.
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute("CREATE TABLE IF NOT EXISTS evidence (shadow TEXT NOT NULL, fingerprint TEXT NOT NULL,"
                    + " at TEXT NOT NULL, evidence TEXT NOT NULL, PRIMARY KEY (shadow, fingerprint)) STRICT");
            statement.execute("PRAGMA application_id = " + APPLICATION);
            statement.execute("PRAGMA user_version = " + VERSION);
        }
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException already) {
                LOG.debug("store {}: did not close", file, already);
            }
        }
    }

    @Override
    public void close() {
        disconnect();
    }
}

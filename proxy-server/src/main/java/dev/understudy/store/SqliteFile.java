package dev.understudy.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An SQLite file of ours, in WAL mode: a reader never holds up the writer, and a crash costs the last seconds at most. Not thread-safe.
 *
 * <p>Nothing is thrown. A disk that is full, a file that is locked, corrupt or cannot be opened: it is logged once, in one line, and
 * later calls try again; that it works again is logged too. One of ours that is damaged is put aside, and a new one begun. A file that
 * is not ours, or of a later version, is never touched.
 */
final class SqliteFile {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);
    /** Of the tables; kept in the file's user_version. */
    private static final int VERSION = 1;
    /** "UnSy" in the file's header tells ours from others' (SQLite file format, section 1.3.13). */
    private static final int APPLICATION = 0x556e5379;

    private static final int BUSY_MILLIS = 2_000;

    /** Work on the database. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Makes the tables where they are missing. */
    interface Schema {
        void create(Statement statement) throws SQLException;
    }

    /**
     * What is to be known of a file.
     *
     * @param path null for a database in memory
     * @param mostPages of 4 KiB; a file that has grown so large is treated as a full disk
     * @param loss what does not work while it cannot be used, for the log
     * @param rest how long to leave it alone after trouble
     */
    record Settings(@Nullable Path path, long mostPages, String loss, Duration rest) {
        private String url() {
            return "jdbc:sqlite:" + (path == null ? ":memory:" : path.toAbsolutePath());
        }

        private String shown() {
            return path == null ? "(in memory)" : path.toString();
        }
    }

    private final Settings settings;
    private final Schema schema;
    private @Nullable Connection connection;
    private boolean failing;
    private long failedAtNanos;

    SqliteFile(Settings settings, Schema schema) {
        this.settings = settings;
        this.schema = schema;
    }

    /**
     * Does the work, or gives {@code otherwise} where that fails. What fails within a transaction is rolled back, because the connection
     * is closed then.
     *
     * @param verb what it is, for the log: {@code read} or {@code written}
     */
    <T> T attempt(String verb, T otherwise, Work<T> work) {
        if (failing && System.nanoTime() - failedAtNanos < settings.rest().toNanos()) {
            return otherwise;
        }
        try {
            return done(work);
        } catch (SQLException | LinkageError trouble) {
            // LinkageError: SQLite's native library cannot be unpacked or loaded here.
            return putAside(trouble) ? again(verb, otherwise, work) : failed(verb, trouble, otherwise);
        }
    }

    private <T> T done(Work<T> work) throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = open();
            connection = open;
        }
        T result = work.on(open);
        if (failing) {
            failing = false;
            LOG.info("store {}: works again", settings.shown());
        }
        return result;
    }

    private <T> T again(String verb, T otherwise, Work<T> work) {
        try {
            return done(work);
        } catch (SQLException | LinkageError trouble) {
            return failed(verb, trouble, otherwise);
        }
    }

    /** Whether the trouble was damage, and there is room for a new file now. */
    private boolean putAside(Throwable trouble) {
        Path path = settings.path();
        if (path == null || !DamagedFile.isDamage(trouble)) {
            return false;
        }
        close();
        Path aside = DamagedFile.putAside(path, APPLICATION);
        if (aside == null) {
            return false;
        }
        LOG.error(
                "store {}: is damaged; it was put aside as {} and a new one is begun: {}",
                settings.shown(),
                aside,
                oneLine(trouble));
        return true;
    }

    private <T> T failed(String verb, Throwable trouble, T otherwise) {
        failedAtNanos = System.nanoTime();
        if (!failing) {
            failing = true;
            LOG.error(
                    "store {}: cannot be {}, so {}; it is tried again: {}",
                    settings.shown(),
                    verb,
                    settings.loss(),
                    reason(trouble));
        }
        close();
        return otherwise;
    }

    /** A folder that is not there, or not ours to write to, is what SQLite does not tell from other trouble, and what is mended first. */
    private String reason(Throwable trouble) {
        Path path = settings.path();
        Path folder = path == null ? null : path.toAbsolutePath().getParent();
        if (folder == null || (Files.isDirectory(folder) && Files.isWritable(folder))) {
            return oneLine(trouble);
        }
        return "store.path: its folder " + folder
                + (Files.isDirectory(folder) ? " cannot be written to" : " is not there")
                + " (expected: a folder that is there and that this process may write to)";
    }

    private static String oneLine(Throwable trouble) {
        String message = trouble.getMessage() == null ? trouble.getClass().getSimpleName() : trouble.getMessage();
        return message.replaceAll("\\s*\\R\\s*", "; ");
    }

    private Connection open() throws SQLException {
        Connection opened = DriverManager.getConnection(settings.url());
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
            long application = number(statement, "PRAGMA application_id");
            long version = number(statement, "PRAGMA user_version");
            long tables = number(statement, "SELECT count(*) FROM sqlite_schema");
            if (tables > 0 && (application != APPLICATION || version > VERSION)) {
                throw new SQLException(
                        application == APPLICATION
                                ? "it was written by a later version"
                                : "it is a database of something else");
            }
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA max_page_count = " + settings.mostPages());
            // With WAL: safe against corruption; the last commits may be lost with the power, which is seconds.
            statement.execute("PRAGMA synchronous = NORMAL");
            schema.create(statement);
            statement.execute("PRAGMA application_id = " + APPLICATION);
            statement.execute("PRAGMA user_version = " + VERSION);
        }
    }

    /** Whether a database was made by this build, or an earlier one. */
    static boolean isOurs(Statement statement) throws SQLException {
        return number(statement, "PRAGMA application_id") == APPLICATION
                && number(statement, "PRAGMA user_version") <= VERSION;
    }

    /** The number that a query gives; 0 for none. */
    static long number(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException already) {
                LOG.debug("store {}: did not close", settings.shown(), already);
            }
        }
    }
}

package dev.understudy.store;

import dev.understudy.config.RetentionConfig;
import dev.understudy.publish.ComparisonFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table of kept exchanges: one row each, with all its comparisons. Its facets ({@code exact:candidate:mismatch}, between
 * spaces) let a query pass over rows without reading them. Confined to whoever holds the {@link ComparisonArchive}'s lock.
 *
 * <p>How many rows and bytes there are is counted along, because asking for it reads the whole table. Bytes are those of the
 * texts; what SQLite needs around them is about a tenth more.
 */
final class ComparisonTable {
    private static final int ROW_OVERHEAD = 200;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final String SELECT = "SELECT row, detail, words, content FROM exchanges ";

    /** A row as it was written. */
    record Row(
            long row,
            String detail,
            @Nullable String words,
            @Nullable String content) {}

    private @Nullable Connection counted;
    private long rows;
    private long bytes;

    static void create(Statement statement) throws SQLException {
        // What was deleted is overwritten: content that is not wanted any more must not lie about in free pages.
        statement.execute("PRAGMA secure_delete = ON");
        statement.execute("CREATE TABLE IF NOT EXISTS exchanges (row INTEGER PRIMARY KEY, id TEXT NOT NULL,"
                + " shadow TEXT NOT NULL, at INTEGER NOT NULL, bytes INTEGER NOT NULL, facets TEXT NOT NULL,"
                + " detail TEXT NOT NULL, words TEXT, content TEXT) STRICT");
        statement.execute("CREATE INDEX IF NOT EXISTS exchanges_id ON exchanges (id)");
        statement.execute("CREATE INDEX IF NOT EXISTS exchanges_shadow ON exchanges (shadow)");
        statement.execute("CREATE INDEX IF NOT EXISTS exchanges_at ON exchanges (at, bytes)");
        statement.execute(
                "CREATE INDEX IF NOT EXISTS exchanges_content ON exchanges (shadow) WHERE content IS NOT NULL");
    }

    /** Writes them all, then lets the oldest go. One transaction. */
    void write(
            Connection database,
            Collection<KeptExchange> exchanges,
            RetentionConfig retention,
            Map<String, Integer> samples,
            Instant now)
            throws SQLException {
        count(database);
        database.setAutoCommit(false);
        insert(database, exchanges);
        forgetContent(database, samples);
        forget(database, retention, now);
        database.commit();
        database.setAutoCommit(true);
    }

    /** Another connection may be another database: in memory, or in a file that was put in place of the first. */
    private void count(Connection database) throws SQLException {
        if (counted != database) {
            try (Statement statement = database.createStatement()) {
                rows = SqliteFile.number(statement, "SELECT count(*) FROM exchanges");
                bytes = SqliteFile.number(statement, "SELECT sum(bytes) FROM exchanges");
            }
            counted = database;
        }
    }

    private void insert(Connection database, Collection<KeptExchange> exchanges) throws SQLException {
        try (PreparedStatement put = database.prepareStatement("INSERT INTO exchanges"
                + " (id, shadow, at, bytes, facets, detail, words, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (KeptExchange exchange : exchanges) {
                KeptJson json = KeptJson.of(exchange);
                put.setString(1, exchange.id());
                put.setString(2, exchange.shadow());
                put.setLong(3, exchange.at().toEpochMilli());
                int size = json.bytes() + ROW_OVERHEAD;
                put.setLong(4, size);
                put.setString(5, json.facets());
                put.setString(6, json.detail());
                put.setString(7, json.words());
                put.setString(8, json.content());
                put.addBatch();
                rows++;
                bytes += size;
            }
            put.executeBatch();
        }
    }

    /** @param samples how many of each shadow's exchanges keep their content; the others' content goes */
    private void forgetContent(Connection database, Map<String, Integer> samples) throws SQLException {
        Map<String, Integer> limits = new HashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet shadows =
                        statement.executeQuery("SELECT DISTINCT shadow FROM exchanges WHERE content IS NOT NULL")) {
            while (shadows.next()) {
                limits.put(shadows.getString(1), samples.getOrDefault(shadows.getString(1), 0));
            }
        }
        for (Map.Entry<String, Integer> limit : limits.entrySet()) {
            forgetContent(database, limit.getKey(), limit.getValue());
        }
    }

    private void forgetContent(Connection database, String shadow, int keep) throws SQLException {
        String old = "SELECT row, bytes, length(CAST(facets AS BLOB)) + length(CAST(detail AS BLOB)) + " + ROW_OVERHEAD
                + " FROM exchanges WHERE shadow = ? AND content IS NOT NULL ORDER BY row DESC LIMIT -1 OFFSET ?";
        String forget = "UPDATE exchanges SET content = NULL, words = NULL, bytes = ? WHERE row = ?";
        try (PreparedStatement find = database.prepareStatement(old);
                PreparedStatement clear = database.prepareStatement(forget)) {
            find.setString(1, shadow);
            find.setInt(2, keep);
            try (ResultSet found = find.executeQuery()) {
                while (found.next()) {
                    clear.setLong(1, found.getLong(3));
                    clear.setLong(2, found.getLong(1));
                    clear.addBatch();
                    bytes -= found.getLong(2) - found.getLong(3);
                }
            }
            clear.executeBatch();
        }
    }

    private void forget(Connection database, RetentionConfig retention, Instant now) throws SQLException {
        long oldest = now.minus(retention.age()).toEpochMilli();
        delete(database, "WHERE at < " + oldest);
        if (rows > retention.keep()) {
            delete(
                    database,
                    "WHERE row IN (SELECT row FROM exchanges ORDER BY row LIMIT " + (rows - retention.keep()) + ")");
        }
        if (bytes > retention.size().bytes()) {
            delete(
                    database,
                    "WHERE row <= "
                            + lastToGo(database, bytes - retention.size().bytes()));
        }
    }

    private static long lastToGo(Connection database, long tooMany) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet oldest = statement.executeQuery("SELECT row, bytes FROM exchanges ORDER BY row")) {
            long found = 0;
            long last = 0;
            while (found < tooMany && oldest.next()) {
                last = oldest.getLong(1);
                found += oldest.getLong(2);
            }
            return last;
        }
    }

    private void delete(Connection database, String where) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet gone = statement.executeQuery("DELETE FROM exchanges " + where + " RETURNING bytes")) {
            while (gone.next()) {
                rows--;
                bytes -= gone.getLong(1);
            }
        }
    }

    /** Everything of a shadow goes; how many rows that were. */
    long forget(Connection database, String shadow) throws SQLException {
        // What was counted is counted anew: rows of any shadow may have gone.
        counted = null;
        return deleteShadow(database, shadow);
    }

    static long deleteShadow(Connection database, String shadow) throws SQLException {
        try (PreparedStatement delete = database.prepareStatement("DELETE FROM exchanges WHERE shadow = ?")) {
            delete.setString(1, shadow);
            long gone = delete.executeUpdate();
            try (Statement statement = database.createStatement()) {
                // Else what was deleted, content too, would be in the log beside the file for a while.
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
            return gone;
        }
    }

    /**
     * Gives rows to the visitor, newest first, until it wants no more.
     *
     * @param from the first row that may come
     */
    static void visit(Connection database, ComparisonFilter filter, long from, Predicate<Row> visitor)
            throws SQLException {
        if (filter.comparator() != null && !NAME.matcher(filter.comparator()).matches()) {
            // No comparator is called so, and what is asked for must not become a pattern.
            return;
        }
        String where = "WHERE row <= ? AND facets LIKE ?" + (filter.shadow() == null ? "" : " AND shadow = ?");
        try (PreparedStatement statement = database.prepareStatement(SELECT + where + " ORDER BY row DESC")) {
            statement.setLong(1, from);
            statement.setString(2, facets(filter));
            if (filter.shadow() != null) {
                statement.setString(3, filter.shadow());
            }
            try (ResultSet found = statement.executeQuery()) {
                boolean more = true;
                while (more && found.next()) {
                    more = visitor.test(row(found));
                }
            }
        }
    }

    /** Rows that do not have this cannot have what is wanted; those that do may. */
    private static String facets(ComparisonFilter filter) {
        StringJoiner facet = new StringJoiner(":", "% ", " %");
        facet.add(filter.comparator() == null ? "%" : filter.comparator());
        facet.add(filter.pair() == null ? "%" : filter.pair().label());
        facet.add(filter.result() == null ? "%" : filter.result());
        return facet.toString();
    }

    /** The exchange of that id, or those of the request that a client calls so; of each of their shadows, newest first. */
    static List<Row> byId(Connection database, String id) throws SQLException {
        try (PreparedStatement statement =
                database.prepareStatement(SELECT + "WHERE id = ? OR (id > ? AND id < ?) ORDER BY row DESC LIMIT 100")) {
            statement.setString(1, id);
            // What begins with CLIENT~, read from the index; 7f comes after the tilde.
            statement.setString(2, id + "~");
            statement.setString(3, id + "\u007f");
            List<Row> found = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    found.add(row(result));
                }
            }
            return found;
        }
    }

    private static Row row(ResultSet result) throws SQLException {
        return new Row(result.getLong(1), result.getString(2), result.getString(3), result.getString(4));
    }
}

/** The embedded store: SQLite, one file beside the proxy. Start at {@link dev.understudy.store.SqliteEvidenceStore}. */
@NullMarked
package dev.understudy.store;

import org.jspecify.annotations.NullMarked;

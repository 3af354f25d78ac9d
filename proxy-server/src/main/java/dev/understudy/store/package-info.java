/**
 * Step 12: the embedded store: SQLite, files beside the proxy. Start at {@link dev.understudy.store.ComparisonArchive} for what was compared and
 * at {@link dev.understudy.store.SqliteEvidenceStore} for the evidence of verdicts.
 */
@NullMarked
package dev.understudy.store;

import org.jspecify.annotations.NullMarked;

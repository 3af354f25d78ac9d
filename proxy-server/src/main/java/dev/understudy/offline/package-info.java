/**
 * Compares recorded answers in files as the proxy compares those that pass through it. Start at {@link
 * dev.understudy.offline.RecordedArms}, which pairs the lines, and {@link dev.understudy.offline.Rehearsal}, which compares them.
 */
@NullMarked
package dev.understudy.offline;

import org.jspecify.annotations.NullMarked;

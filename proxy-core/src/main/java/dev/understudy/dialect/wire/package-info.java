/**
 * What all dialects read and write with: JSON, server-sent events, content codings, and one answer out of many values.
 */
@NullMarked
package dev.understudy.dialect.wire;

import org.jspecify.annotations.NullMarked;

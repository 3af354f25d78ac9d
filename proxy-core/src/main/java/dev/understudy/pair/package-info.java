/**
 * Step 9: the arms of an exchange meet here, are read through their dialects, and leave the core through the {@link dev.understudy.pair.ExchangeSink}.
 */
@NullMarked
package dev.understudy.pair;

import org.jspecify.annotations.NullMarked;

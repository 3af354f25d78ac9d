/**
 * The words of the house as immutable records: arms, captured messages, timelines, answers, exchanges and their closed set of outcomes.
 */
@NullMarked
package dev.understudy.exchange;

import org.jspecify.annotations.NullMarked;

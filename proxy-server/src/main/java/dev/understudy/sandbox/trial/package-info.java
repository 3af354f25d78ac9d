/**
 * Candidates tried on cases that were made up: odd ones, hostile ones, long ones, through a whole proxy that can reach nothing but a
 * simulated provider. Start at {@link dev.understudy.sandbox.trial.Trial}.
 */
@NullMarked
package dev.understudy.sandbox.trial;

import org.jspecify.annotations.NullMarked;

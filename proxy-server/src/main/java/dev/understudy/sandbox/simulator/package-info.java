/**
 * A provider simulator to develop and test against: an HTTP server that plays the providers of {@code provider}, and goes
 * wrong on request. Start at {@link dev.understudy.sandbox.simulator.Simulator}.
 */
@NullMarked
package dev.understudy.sandbox.simulator;

import org.jspecify.annotations.NullMarked;

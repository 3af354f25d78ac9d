/**
 * Simulator, proxy and customers in one process, and a summary that a newcomer understands. Start at
 * {@link dev.understudy.sandbox.demo.Demo}.
 */
@NullMarked
package dev.understudy.sandbox.demo;

import org.jspecify.annotations.NullMarked;

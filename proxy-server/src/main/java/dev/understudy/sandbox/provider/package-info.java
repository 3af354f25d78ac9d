/**
 * The seam between the simulator's server and the providers it plays, and what these have in common: a
 * {@link dev.understudy.sandbox.provider.Provider} turns a request into a timed reply, an
 * {@link dev.understudy.sandbox.provider.Api} is one with a voice and endpoints, a
 * {@link dev.understudy.sandbox.provider.Wire} one format of them. Free of Netty.
 */
@NullMarked
package dev.understudy.sandbox.provider;

import org.jspecify.annotations.NullMarked;

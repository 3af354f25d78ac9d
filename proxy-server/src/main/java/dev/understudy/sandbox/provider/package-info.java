/**
 * The seam between the simulator's server and the providers it plays: a {@link dev.understudy.sandbox.provider.Provider}
 * turns a request into a timed reply. Free of Netty.
 */
@NullMarked
package dev.understudy.sandbox.provider;

import org.jspecify.annotations.NullMarked;

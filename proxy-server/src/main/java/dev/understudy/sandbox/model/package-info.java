/**
 * The pretend model behind the simulator: it reads a refund policy in the system prompt and facts in the customer's
 * words, decides, and words the answer. Pure and free of any wire format. Start at {@link dev.understudy.sandbox.model.Actor}.
 */
@NullMarked
package dev.understudy.sandbox.model;

import org.jspecify.annotations.NullMarked;

/**
 * Behind every simulated API: takes a task, lets a model of {@code sandbox.model} perform it, cuts, counts and times what it
 * says. Knows no wire format. Start at {@link dev.understudy.sandbox.studio.Studio}.
 */
@NullMarked
package dev.understudy.sandbox.studio;

import org.jspecify.annotations.NullMarked;

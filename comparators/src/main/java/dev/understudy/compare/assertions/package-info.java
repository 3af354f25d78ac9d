/** Step 10, a family of comparators: checks that users write themselves, judged of each answer. */
@NullMarked
package dev.understudy.compare.assertions;

import org.jspecify.annotations.NullMarked;

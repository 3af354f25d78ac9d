/** Step 10, a family of comparators: which tools two answers ask for, and with what arguments. */
@NullMarked
package dev.understudy.compare.tools;

import org.jspecify.annotations.NullMarked;

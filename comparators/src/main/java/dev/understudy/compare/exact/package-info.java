/** Whether two answers say the same to the letter. */
@NullMarked
package dev.understudy.compare.exact;

import org.jspecify.annotations.NullMarked;

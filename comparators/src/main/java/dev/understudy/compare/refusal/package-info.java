/**
 * Step 10, a family of comparators: whether answers refuse, or hedge: by their structure, and by their wording in the
 * main languages.
 */
@NullMarked
package dev.understudy.compare.refusal;

import org.jspecify.annotations.NullMarked;

/** Which addresses a candidate may be at: what step 8 (send) is held to at every connection. Start at {@link dev.understudy.egress.EgressRule}. */
@NullMarked
package dev.understudy.egress;

import org.jspecify.annotations.NullMarked;

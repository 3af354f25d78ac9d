/**
 * For steps 1, 3 and 8, HTTP/1.1 on the wire: heads as the bytes they came in, body framing, and the refusal of anything that could be smuggled (RFC 9112).
 */
@NullMarked
package dev.understudy.http;

import org.jspecify.annotations.NullMarked;

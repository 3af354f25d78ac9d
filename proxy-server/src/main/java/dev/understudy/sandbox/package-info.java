/**
 * Everything needed to try Understudy without a provider or a key. Starting points: {@code simulator} plays a provider,
 * {@code traffic} plays its customers, {@code demo} puts the proxy between them and shows what it sees.
 */
@NullMarked
package dev.understudy.sandbox;

import org.jspecify.annotations.NullMarked;

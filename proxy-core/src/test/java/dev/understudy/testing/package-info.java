/**
 * Upstreams, clients and gates for tests, without an HTTP library: what they send and record is every byte there was. Other
 * modules use them through this module's test-jar. Starting points: {@link dev.understudy.testing.TestProxy},
 * {@link dev.understudy.testing.RawUpstream}, {@link dev.understudy.testing.RawConnection}.
 */
package dev.understudy.testing;

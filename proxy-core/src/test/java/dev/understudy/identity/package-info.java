/**
 * Byte identity: generated exchanges through a whole proxy, compared byte for byte on both sides. Starting point:
 * {@link dev.understudy.identity.ByteIdentityTest}.
 */
package dev.understudy.identity;

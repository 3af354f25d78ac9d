/**
 * For all steps that must know what bytes mean: providers' wire formats: recognising an endpoint, reading requests, assembling answers streamed or not, and speaking errors. Free of Netty.
 */
@NullMarked
package dev.understudy.dialect;

import org.jspecify.annotations.NullMarked;

/**
 * Sends metrics and traces to an OpenTelemetry collector, by the protocol OTLP over HTTP and with the names of the GenAI semantic
 * conventions where these say the same thing. Starting point: {@link dev.understudy.otlp.Telemetry}.
 */
@NullMarked
package dev.understudy.otlp;

import org.jspecify.annotations.NullMarked;

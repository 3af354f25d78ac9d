package dev.understudy.publish;

/**
 * A rendered scrape.
 *
 * @param contentType text 0.0.4 or OpenMetrics, as negotiated
 * @param body UTF-8; not copied
 */
public record Scrape(String contentType, byte[] body) {}

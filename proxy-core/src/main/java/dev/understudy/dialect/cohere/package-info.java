/**
 * Cohere's wire format: version 2 of its chat API.
 */
@NullMarked
package dev.understudy.dialect.cohere;

import org.jspecify.annotations.NullMarked;

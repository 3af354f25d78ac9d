/**
 * Immutable configuration records, checked at construction, with units in their types. They know no YAML.
 */
@NullMarked
package dev.understudy.config;

import org.jspecify.annotations.NullMarked;

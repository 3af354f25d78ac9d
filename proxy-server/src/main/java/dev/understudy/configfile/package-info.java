/**
 * The YAML file: read strictly with positions into the core's records, watched, reloaded, shown with its secrets masked.
 *
 * <p>Start at {@link dev.understudy.configfile.ConfigFile} (one reading) and {@link
 * dev.understudy.configfile.ConfigWatcher} (reading it again when it changes).
 */
@NullMarked
package dev.understudy.configfile;

import org.jspecify.annotations.NullMarked;

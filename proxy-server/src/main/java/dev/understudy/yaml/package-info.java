/**
 * YAML texts that people wrote, changed in places: what is not touched stays as it is, character for character. Start at {@link
 * dev.understudy.yaml.YamlText}.
 */
@NullMarked
package dev.understudy.yaml;

import org.jspecify.annotations.NullMarked;

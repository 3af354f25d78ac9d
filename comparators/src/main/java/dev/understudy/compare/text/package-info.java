/** How far two texts are apart, in words. */
@NullMarked
package dev.understudy.compare.text;

import org.jspecify.annotations.NullMarked;

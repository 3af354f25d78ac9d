/** Which tools two answers ask for, and with what arguments. */
@NullMarked
package dev.understudy.compare.tools;

import org.jspecify.annotations.NullMarked;

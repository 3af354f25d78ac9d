/**
 * For steps 7 and 10, the canonical request: what a model is asked, whatever provider's wire it is put on. Depends on nothing but JSON trees.
 */
@NullMarked
package dev.understudy.canonical.request;

import org.jspecify.annotations.NullMarked;

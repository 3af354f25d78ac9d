/**
 * For steps 6 and 10: what the models of this process share: text cut into a BERT's word pieces, and ONNX Runtime's libraries loaded without leaving
 * anything behind.
 */
@NullMarked
package dev.understudy.onnx;

import org.jspecify.annotations.NullMarked;

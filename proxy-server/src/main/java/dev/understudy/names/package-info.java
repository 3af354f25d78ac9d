/**
 * For step 6: names of people, places and organisations by a model of the user's own, on ONNX Runtime, in this process: {@link
 * dev.understudy.names.OnnxNameModels} opens it, {@code NameModel} runs it.
 */
@NullMarked
package dev.understudy.names;

import org.jspecify.annotations.NullMarked;

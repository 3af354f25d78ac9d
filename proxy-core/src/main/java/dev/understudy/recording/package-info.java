/**
 * Beside the shadows of step 5: exchanges of a route as they are recorded, pseudonymised, and the {@link dev.understudy.recording.Recorder} that they leave the core by.
 */
@NullMarked
package dev.understudy.recording;

import org.jspecify.annotations.NullMarked;

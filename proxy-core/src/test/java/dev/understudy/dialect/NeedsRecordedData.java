package dev.understudy.dialect;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs only where {@link Recorded} finds its folder. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
        named = Recorded.PROPERTY,
        matches = ".+",
        disabledReason = "no recorded data: set -Dunderstudy.data")
public @interface NeedsRecordedData {}

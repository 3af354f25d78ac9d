package dev.understudy.sandbox.demo;

/** An exchange in which the candidate answered otherwise, in its own (pseudonymised, clipped) words. */
record Difference(String prompt, String live, String candidate) {}

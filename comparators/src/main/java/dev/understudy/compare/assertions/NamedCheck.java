package dev.understudy.compare.assertions;

/** A check and what reports call it. */
record NamedCheck(String name, Check check) {}

package dev.understudy.accept;

/** The event that tells client connections to end: at once if idle, else with the exchange they are in. */
enum Drain {
    EVENT
}

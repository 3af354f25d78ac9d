package dev.understudy.sandbox.demo;

/**
 * What a demo may be told.
 *
 * @param port of the proxy; 0 lets the system choose
 * @param adminPort of the admin API and page; 0 lets the system choose
 * @param perSecond conversations begun a second, on average
 * @param seed of customers and model
 */
public record DemoOptions(int port, int adminPort, double perSecond, long seed) {}

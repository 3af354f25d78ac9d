package dev.understudy.sdk;

/** What structured output is asked for. Fields as the SDKs' schema generators want them: public, with a plain class. */
public class Ruling {
    /** The order it is about. */
    public String order_id;

    /** In one sentence. */
    public String reason;

    /** US dollars. */
    public double amount;
}

package dev.understudy.mirror;

import dev.understudy.fingerprint.RequestPrint;
import dev.understudy.fingerprint.RequestPrinter;

/** A live request that passed by: who wants to know can have a print of it, now and on this thread, and nothing else. */
public interface Sighting {
    /** What the request consists of, as live gets it: with the route's live variant. */
    RequestPrint print(RequestPrinter printer);
}

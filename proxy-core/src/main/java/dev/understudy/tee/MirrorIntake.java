package dev.understudy.tee;

import dev.understudy.exchange.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Where the tee hands captured exchanges to: fire and forget. Called on live event loops only, so nothing here blocks,
 * parses, logs or locks. One intake serves one route, with all its enabled shadows.
 */
public interface MirrorIntake {
    /** Whether any of the route's shadows could apply, from the head alone; counts the exchange for each if not. */
    boolean eligible(String method, String path, boolean mirroredAlready);

    /** Largest request body that any of the shadows takes. */
    long requestLimit();

    /** Largest response that any of the shadows takes. */
    long responseLimit();

    /** Why a request body of that many bytes would not be kept now, or null; asked before a large one is captured. */
    @Nullable
    Outcome refuses(long requestBytes);

    /**
     * Hands over a request that is completely captured. Returns false, having counted the loss, when there is no room:
     * the caller then releases the exchange. After true, exactly one {@link #ended} follows.
     */
    boolean offer(LiveExchange exchange);

    /** The live response ended, one way or another; it is captured as far as it went. */
    void ended(LiveExchange exchange);

    /** The request was eligible but never got as far as {@code offer}, for this reason. */
    void lost(Outcome outcome);
}

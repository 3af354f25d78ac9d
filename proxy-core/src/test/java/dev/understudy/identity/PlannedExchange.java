package dev.understudy.identity;

/**
 * One exchange, decided beforehand.
 *
 * @param last the connection ends with it
 * @param upstreamCloses the upstream ends its connection after the response
 * @param what a description for failures
 */
record PlannedExchange(
        int id,
        Message request,
        Message response,
        boolean last,
        boolean upstreamCloses,
        String what,
        Progress requestProgress,
        Progress responseProgress) {
    static final String ID_FIELD = "X-Case";
}

package dev.understudy.config;

/**
 * How a shadow's copies are kept from having side effects at a provider.
 *
 * @param store of the candidate's copy
 * @param controlStore of the control's copy, which goes to live's own provider
 * @param serverTools of both copies
 */
public record ContainmentConfig(Store store, Store controlStore, ServerTools serverTools) {
    public static final ContainmentConfig DEFAULT = new ContainmentConfig(Store.FORCE, Store.FORCE, ServerTools.REMOVE);

    /** What a copy says about being kept by the provider. */
    public enum Store {
        /** {@code store: false}, except to providers that are known to refuse the field and to keep nothing. */
        FORCE,
        /** No such field, whatever the client sent: for gateways that refuse fields they do not know. */
        OMIT
    }

    /** What becomes of a request with tools that the provider would run itself: web search, code execution, MCP, … */
    public enum ServerTools {
        /** The copy goes without them; they are counted. */
        REMOVE,
        /** There is no copy; the exchange ends as SKIPPED_SERVER_TOOLS. */
        SKIP
    }

    /** The same in every version: evidence is found by it. */
    @Override
    public String toString() {
        return "ContainmentConfig[store=" + store + ", controlStore=" + controlStore + ", serverTools=" + serverTools
                + "]";
    }
}

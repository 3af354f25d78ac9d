package dev.understudy.dialect.openai;

/** Recognises endpoints whatever stands before them. Allocates nothing: runs on live event loops. */
final class Endpoints {
    private static final String DEPLOYMENTS = "/deployments/";

    private Endpoints() {}

    /** Whether it is a POST to a path that ends in this; a query may follow. */
    static boolean posts(String method, String target, String ending) {
        if (!method.equals("POST")) {
            return false;
        }
        int query = target.indexOf('?');
        int end = query < 0 ? target.length() : query;
        return target.startsWith(ending, end - ending.length());
    }

    /** Whether nothing stands before the ending, or a version ({@code v1}, {@code beta}), or an Azure deployment. */
    static boolean isBelowVersion(String target, String ending) {
        int query = target.indexOf('?');
        int end = (query < 0 ? target.length() : query) - ending.length();
        int start = target.lastIndexOf('/', end - 1) + 1;
        boolean version =
                end - start >= 2 && target.charAt(start) == 'v' && Character.isDigit(target.charAt(start + 1));
        boolean deployment = target.startsWith(DEPLOYMENTS, start - DEPLOYMENTS.length());
        return end == 0 || version || deployment || target.startsWith("beta/", start);
    }
}

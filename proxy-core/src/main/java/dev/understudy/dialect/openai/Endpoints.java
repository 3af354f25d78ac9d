package dev.understudy.dialect.openai;

/** Recognises endpoints whatever stands before them. Allocates nothing: runs on live event loops. */
final class Endpoints {
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
}

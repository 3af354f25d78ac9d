package dev.understudy.route;

/**
 * A path glob: {@code *} stands for anything within a segment, {@code /**} at the end for the path itself and everything
 * below it. {@code /**} alone also takes the asterisk of {@code OPTIONS *}. Immutable. Matching takes time in proportion
 * to the path for the usual shapes, and never more than path times pattern: no pattern can be made slow by a request.
 */
final class PathPattern {
    private final String fixed;
    private final boolean open;
    private final boolean everything;

    private PathPattern(String fixed, boolean open) {
        this.fixed = fixed;
        this.open = open;
        this.everything = open && fixed.equals("/");
    }

    static PathPattern of(String glob) {
        boolean open = glob.endsWith("**");
        return new PathPattern(open ? glob.substring(0, glob.length() - 2) : glob, open);
    }

    boolean matches(String path) {
        if (everything) {
            return true;
        }
        int at = 0;
        int glob = 0;
        int star = -1;
        int starEnd = 0;
        while (at < path.length()) {
            if (glob == fixed.length() && open) {
                return true;
            }
            if (glob < fixed.length() && fixed.charAt(glob) == '*') {
                star = glob++;
                starEnd = at;
            } else if (glob < fixed.length() && fixed.charAt(glob) == path.charAt(at)) {
                glob++;
                at++;
            } else if (star >= 0 && path.charAt(starEnd) != '/') {
                // The last star takes one character more. Earlier ones need not: what follows them has matched.
                glob = star + 1;
                at = ++starEnd;
            } else {
                return false;
            }
        }
        return restIsEmpty(glob);
    }

    /** Whether what is left of the pattern takes nothing: stars, and the slash before {@code **}. */
    private boolean restIsEmpty(int glob) {
        int at = glob;
        while (at < fixed.length() && fixed.charAt(at) == '*') {
            at++;
        }
        boolean slash = open && at == fixed.length() - 1 && fixed.charAt(at) == '/';
        return at == fixed.length() || slash;
    }
}

package dev.barque.ops.checks.net;

import java.net.URI;

/** Where an endpoint sends us, and whether we go. */
final class Redirection {
    private static final int MOST = 5;

    private Redirection() {}

    static URI next(EndpointAnswers.Redirects allowed, URI from, String location, int followed) throws Refused {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new Refused("a redirection to what is no address");
        }
        if (followed == MOST) {
            throw new Refused("more than " + MOST + " redirections, the last to " + shown(to));
        }
        require(allowed, from, to);
        return to;
    }

    static void require(EndpointAnswers.Redirects allowed, URI from, URI to) throws Refused {
        boolean isSameOrigin = origin(from).equals(origin(to));
        boolean isFine = to.equals(from)
                || switch (allowed) {
                    case NONE -> false;
                    case SAME_ORIGIN -> isSameOrigin;
                    case ANYWHERE ->
                        "https".equals(to.getScheme())
                                || ("http".equals(to.getScheme()) && !"https".equals(from.getScheme()));
                };
        if (!isFine || to.getHost() == null) {
            throw new Refused("a redirection to " + shown(to));
        }
    }

    /** Without query and password. */
    static String shown(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port
                + (address.getRawPath() == null ? "" : address.getRawPath());
    }

    private static String origin(URI address) {
        int port = address.getPort() >= 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
        return address.getScheme() + "://" + address.getHost() + ":" + port;
    }

    /** We do not go there. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}

package dev.understudy.mirror;

import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.variant.ArmRequests;
import dev.understudy.variant.Derived;
import tools.jackson.databind.node.ObjectNode;

/** How a shadow's arms get their requests: the seam to {@code variant}. Thread-safe. */
interface ArmDerivation {
    /** Makes one for a shadow of a route. */
    interface Factory {
        ArmDerivation of(RouteConfig route, ShadowConfig shadow, Pseudonymiser privacy);
    }

    /** By the shadow's variants. */
    static ArmDerivation of(RouteConfig route, ShadowConfig shadow, Pseudonymiser privacy) {
        ArmRequests requests = new ArmRequests(shadow, route, privacy);
        return new ArmDerivation() {
            @Override
            public Derived candidate(CapturedRequest request, ObjectNode body, Dialect dialect) {
                return requests.candidate(request, body, dialect);
            }

            @Override
            public Derived control(CapturedRequest request, ObjectNode body, Dialect dialect) {
                return requests.control(request, body, dialect);
            }
        };
    }

    /** @param body pseudonymised; not changed */
    Derived candidate(CapturedRequest request, ObjectNode body, Dialect dialect);

    /** @param body as the client sent it; not changed */
    Derived control(CapturedRequest request, ObjectNode body, Dialect dialect);
}

package dev.understudy.configfile;

import dev.understudy.config.AdminConfig;
import dev.understudy.config.AdminToken;
import dev.understudy.config.AdminToken.Role;
import dev.understudy.config.ConfigException;
import dev.understudy.config.EgressConfig;
import dev.understudy.config.ListenConfig;
import dev.understudy.config.ListenConfig.ServerTls;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.configfile.Scalars.Address;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Addresses: where clients and operators connect, and where requests go. */
final class EndpointReader {
    private static final String URL = "http://host[:port][/prefix] or https://…, without query or credentials";
    private static final String ADDRESS = "host:port, or a mapping with address";
    private static final Address NOWHERE = new Address("?", 0);
    private static final AdminConfig NO_ADMIN = new AdminConfig("localhost", 0, null);

    private EndpointReader() {}

    /** {@code listen: host:port}, or a mapping with {@code address} and more. */
    static @Nullable ListenConfig listen(Section root) {
        root.require("listen", ADDRESS);
        Value value = root.take("listen");
        if (!(value instanceof Value.Mapping)) {
            Address address = root.value("listen", Scalars::address, ADDRESS, NOWHERE);
            return root.make(() -> ListenConfig.at(address.host(), address.port()));
        }
        Section listen = root.sectionOrEmpty("listen");
        listen.require("address", "host:port");
        Address address = listen.value("address", Scalars::address, "host:port", NOWHERE);
        ListenConfig defaults = ListenConfig.at("localhost", 0);
        ServerTls tls = tls(listen);
        var headLimit = listen.size("head_limit", defaults.headLimit());
        var headTimeout = listen.duration("head_timeout", defaults.headTimeout());
        var keepAlive = listen.duration("keep_alive", defaults.keepAlive());
        return listen.build(
                () -> new ListenConfig(address.host(), address.port(), tls, headLimit, headTimeout, keepAlive));
    }

    private static @Nullable ServerTls tls(Section listen) {
        Section tls = listen.section("tls");
        if (tls == null) {
            return null;
        }
        tls.require("certificate", "a PEM file");
        tls.require("key", "a PEM file");
        Path certificate = tls.file("certificate", Pem::certificates);
        Path key = tls.file("key", Pem::privateKey);
        if (certificate != null) {
            warnOfExpiry(tls, certificate);
        }
        tls.finish();
        return certificate == null || key == null ? null : new ServerTls(certificate, key);
    }

    /** A warning and no error: a proxy that runs must take other changes still, and live clients may not look. */
    private static void warnOfExpiry(Section tls, Path certificate) {
        Instant until = Pem.validUntil(tls.context(), certificate);
        if (until != null && until.isBefore(Instant.now())) {
            tls.warning("certificate", "expired on " + until + ", so clients will refuse it", "one that is valid");
        }
    }

    /** {@code admin: host:port} on loopback, or a mapping with {@code listen} and {@code token}; null when absent. */
    static @Nullable AdminConfig admin(Section root) {
        Value value = root.take("admin");
        if (value == null) {
            return null;
        }
        if (!(value instanceof Value.Mapping)) {
            return root.value("admin", EndpointReader::loopbackAdmin, "host:port, or a mapping with listen", NO_ADMIN);
        }
        Section admin = root.sectionOrEmpty("admin");
        admin.require("listen", "host:port");
        Address address = admin.value("listen", Scalars::address, "host:port", NOWHERE);
        String token = admin.secret("token");
        List<@Nullable AdminToken> tokens =
                admin.sections("tokens").stream().map(EndpointReader::token).toList();
        return admin.build(() -> new AdminConfig(
                address.host(),
                address.port(),
                token,
                tokens.stream().map(Section::part).toList()));
    }

    private static AdminConfig loopbackAdmin(String text) {
        Address address = Scalars.address(text);
        try {
            return new AdminConfig(address.host(), address.port(), null);
        } catch (ConfigException refused) {
            throw new ConfigException("", text, refused.expected());
        }
    }

    private static @Nullable AdminToken token(Section section) {
        String name = section.requiredName("name");
        section.require("token", "${ENV} or file:PATH");
        String token = section.secret("token");
        section.require("role", "read, operate or content");
        Role role = section.choice("role", Role.class, Role.READ);
        return section.build(() -> new AdminToken(name, Section.part(token), role));
    }

    /** Where candidates and judges may be asked. */
    static EgressConfig egress(Section root) {
        Section egress = root.section("egress");
        if (egress == null) {
            return EgressConfig.DEFAULT;
        }
        List<EgressConfig.Place> allow =
                egress.scalars("allow", EgressConfig::allowed, "a list of addresses and hosts");
        List<EgressConfig.Place> hosts = egress.scalars("hosts", EgressConfig::host, "a list of hosts");
        EgressConfig made = egress.build(() -> new EgressConfig(allow, hosts));
        return made == null ? EgressConfig.DEFAULT : made;
    }

    static @Nullable UpstreamConfig upstream(Section parent) {
        parent.require("upstream", "a mapping with url");
        Section upstream = parent.section("upstream");
        if (upstream == null) {
            return null;
        }
        upstream.require("url", URL);
        URI url = upstream.value("url", EndpointReader::url, URL, URI.create("http://localhost"));
        var connectTimeout = upstream.duration("connect_timeout", UpstreamConfig.CONNECT_TIMEOUT);
        var responseTimeout = upstream.duration("response_timeout", UpstreamConfig.RESPONSE_TIMEOUT);
        var idleTimeout = upstream.duration("idle_timeout", UpstreamConfig.IDLE_TIMEOUT);
        var keepAlive = upstream.duration("keep_alive", UpstreamConfig.KEEP_ALIVE);
        int maxConnections = upstream.integer("max_connections", UpstreamConfig.MAX_CONNECTIONS);
        Path ca = authority(upstream);
        return upstream.build(() ->
                new UpstreamConfig(url, connectTimeout, responseTimeout, idleTimeout, keepAlive, maxConnections, ca));
    }

    /** {@code tls: { ca: PATH }}; null where it is absent or was refused. */
    static @Nullable Path authority(Section upstream) {
        Section tls = upstream.section("tls");
        if (tls == null) {
            return null;
        }
        Path ca = tls.file("ca", Pem::certificates);
        tls.finish();
        return ca;
    }

    private static URI url(String text) {
        if (text.contains("@")) {
            // Not shown: what stands before the @ may be a password.
            throw new ConfigException("", "a URL with credentials or an @", URL);
        }
        try {
            return new URI(text);
        } catch (URISyntaxException broken) {
            throw new ConfigException("", text, URL);
        }
    }
}

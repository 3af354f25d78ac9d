package dev.understudy.configfile;

import dev.understudy.config.ConfigException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** Looks into PEM files (RFC 7468), so that a wrong one is a problem of the file and not of the start. */
final class Pem {
    private Pem() {}

    /** What a file has to hold. */
    interface Check {
        /** @throws ConfigException saying what is wrong; never shows content */
        void check(byte[] content);
    }

    static void certificates(byte[] content) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            if (factory.generateCertificates(new ByteArrayInputStream(content)).isEmpty()) {
                throw new ConfigException("", "holds no certificate", "certificates in PEM");
            }
        } catch (CertificateException broken) {
            throw new ConfigException("", "holds no certificate that can be read", "certificates in PEM");
        }
    }

    /** By its label; whether it fits the certificate shows at the start. */
    static void privateKey(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.contains("BEGIN ENCRYPTED PRIVATE KEY") || text.contains("Proc-Type: 4,ENCRYPTED")) {
            throw new ConfigException("", "holds an encrypted key", "a private key in PEM without a password");
        }
        if (!text.contains("PRIVATE KEY-----")) {
            throw new ConfigException("", "holds no private key", "a private key in PEM");
        }
    }
}

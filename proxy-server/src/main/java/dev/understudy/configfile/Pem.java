package dev.understudy.configfile;

import dev.understudy.config.ConfigException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Looks into PEM files (RFC 7468), so that a wrong one is a problem of the file and not of the start. */
final class Pem {
    private Pem() {}

    /** What a file has to hold. */
    interface Check {
        /** @throws ConfigException saying what is wrong; never shows content */
        void check(byte[] content);
    }

    /** The file at a path relative to the configuration's, if it holds the right thing. */
    static Path file(ReadContext context, String text, Check check) {
        try {
            Path file = context.resolve(text);
            check.check(context.bytesOf(file));
            return file;
        } catch (ConfigException wrong) {
            throw new ConfigException("", text + ": " + wrong.value(), wrong.expected());
        } catch (BoundedFiles.Unreadable unreadable) {
            throw new ConfigException("", text + ": " + unreadable.problem(), "a readable file");
        } catch (InvalidPathException invalid) {
            throw new ConfigException("", text, "a path");
        }
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

    /** When the first certificate of a file that holds some stops being valid; null where that cannot be read. */
    static @Nullable Instant validUntil(ReadContext context, Path file) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            X509Certificate first =
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(context.bytesOf(file)));
            return first.getNotAfter().toInstant();
        } catch (CertificateException | BoundedFiles.Unreadable reported) {
            // Whatever is wrong with the file has been said where it was first looked at.
            return null;
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

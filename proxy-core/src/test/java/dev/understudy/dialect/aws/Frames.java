package dev.understudy.dialect.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.CRC32;

/** Writes event streams as AWS does. */
public final class Frames {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** JSON in single quotes. */
    public Frames event(String name, String json) {
        return frame(json.replace('\'', '"'), ":message-type", "event", ":event-type", name);
    }

    public Frames chunk(String json) {
        String wrapped =
                Base64.getEncoder().encodeToString(json.replace('\'', '"').getBytes(UTF_8));
        return event("chunk", "{'bytes':'" + wrapped + "','p':'abc'}");
    }

    public Frames exception(String type, String json) {
        return frame(json.replace('\'', '"'), ":message-type", "exception", ":exception-type", type);
    }

    public Frames frame(String payload, String... namesAndValues) {
        try {
            ByteArrayOutputStream headers = new ByteArrayOutputStream();
            DataOutputStream header = new DataOutputStream(headers);
            header.write(new byte[] {4, 'f', 'l', 'a', 'g', 0, 4, 't', 'i', 'm', 'e', 8, 0, 0, 0, 0, 0, 0, 0, 0});
            for (int i = 0; i < namesAndValues.length; i += 2) {
                header.writeByte(namesAndValues[i].length());
                header.writeBytes(namesAndValues[i]);
                header.writeByte(7);
                header.writeUTF(namesAndValues[i + 1]);
            }
            byte[] body = payload.getBytes(UTF_8);
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(frame);
            out.writeInt(16 + headers.size() + body.length);
            out.writeInt(headers.size());
            out.writeInt(checksum(frame.toByteArray()));
            out.write(headers.toByteArray());
            out.write(body);
            out.writeInt(checksum(frame.toByteArray()));
            bytes.writeBytes(frame.toByteArray());
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static int checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    int size() {
        return bytes.size();
    }

    public byte[] toBytes() {
        return bytes.toByteArray();
    }
}

package dev.understudy.promotion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * A file that people wrote, whole: read strictly, and replaced so that a reader sees the old text or the new one and a power cut
 * leaves one of the two. Where the path is a symbolic link, the file that it leads to is replaced and the link stays.
 *
 * @param place the file itself
 * @param content everything in it, a byte order mark too
 */
record ConfigText(Path place, String content) {
    private static final int LARGEST = 1 << 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** @throws UnpromotableException where it is not there, no text in UTF-8 or too large */
    static ConfigText read(Path path) throws IOException {
        Path place;
        try {
            place = path.toRealPath();
        } catch (NoSuchFileException missing) {
            throw new UnpromotableException(path + ": no such file (expected: a configuration)");
        }
        if (!Files.isRegularFile(place)) {
            throw new UnpromotableException(path + ": is not a regular file (expected: a configuration)");
        }
        try (InputStream in = Files.newInputStream(place)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new UnpromotableException(path + ": is larger (expected: up to " + LARGEST + " bytes)");
            }
            return new ConfigText(
                    place,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException broken) {
            throw new UnpromotableException(path + ": other bytes (expected: text in UTF-8)");
        }
    }

    /** The text as YAML, without a byte order mark. */
    String yaml() {
        return content.startsWith(BYTE_ORDER_MARK) ? content.substring(1) : content;
    }

    /** The same file with other YAML in it, and with a byte order mark if it had one. */
    ConfigText withYaml(String yaml) {
        return new ConfigText(place, content.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK + yaml : yaml);
    }

    /** Puts this content in the place of the file's. Keeps its mode and, where that is allowed, its owner. */
    void write() throws IOException {
        replace(place, content, place);
    }

    /** Writes a file as {@link #write} does; mode and owner are those of another. */
    static void replace(Path place, String content, Path like) throws IOException {
        Path folder = place.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("no file in a folder");
        }
        // Made with mode 600: until it has the file's own, nobody else may read it.
        Path fresh = Files.createTempFile(folder, "." + place.getFileName(), ".new");
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                like(like, fresh);
                channel.force(true);
            }
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
            force(folder);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void like(Path model, Path fresh) throws IOException {
        PosixFileAttributeView from = Files.getFileAttributeView(model, PosixFileAttributeView.class);
        PosixFileAttributeView to =
                Files.getFileAttributeView(fresh, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (from == null || to == null) {
            return;
        }
        PosixFileAttributes attributes = from.readAttributes();
        PosixFileAttributes own = to.readAttributes();
        try {
            // The group first: its members may give it, and those who only read the file may do so by it.
            if (!own.group().equals(attributes.group())) {
                to.setGroup(attributes.group());
            }
            if (!own.owner().equals(attributes.owner())) {
                to.setOwner(attributes.owner());
            }
        } catch (IOException notAllowed) {
            // Only root may give files away; who may write here can read what he wrote.
        }
        to.setPermissions(attributes.permissions());
    }

    /** A rename is on the disk once its folder is. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}

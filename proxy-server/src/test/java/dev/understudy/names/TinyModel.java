package dev.understudy.names;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A token classifier of a few kilobytes, written byte by byte: one table that says of each piece of the vocabulary which label it
 * has, and one node that looks the pieces up in it (Gather). What it lacks in sense it has in reading and answering as the
 * large ones do. The format is protobuf, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
 */
public final class TinyModel {
    private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]");
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final List<String> labels;
    private final List<String> vocabulary = new ArrayList<>(SPECIAL);
    private final List<Integer> said = new ArrayList<>(List.of(0, 0, 0, 0));
    private boolean lowercase;
    private int longest = 32;

    /** @param labels the first one is what pieces are that nobody names */
    public TinyModel(String... labels) {
        this.labels = List.of(labels);
    }

    /** Pieces that the model knows, {@code ##} before those that continue a word, all of one label. */
    public TinyModel knows(String label, String... pieces) {
        for (String piece : pieces) {
            vocabulary.add(piece);
            said.add(labels.indexOf(label));
        }
        return this;
    }

    public TinyModel lowercase() {
        lowercase = true;
        return this;
    }

    /** How many pieces it can read at once, marks included. */
    TinyModel longest(int pieces) {
        longest = pieces;
        return this;
    }

    /** Writes its three files into a folder. */
    public Path write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("model.onnx"), model("input_ids", labels.size()));
            Files.writeString(folder.resolve("tokenizer.json"), tokenizer("WordPiece"));
            Files.writeString(folder.resolve("config.json"), config());
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public String tokenizer(String type) {
        ObjectNode file = JsonMapper.shared().createObjectNode();
        file.putObject("normalizer").put("type", "BertNormalizer").put("lowercase", lowercase);
        file.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
        ObjectNode pieces = file.putObject("model")
                .put("type", type)
                .put("unk_token", "[UNK]")
                .put("continuing_subword_prefix", "##")
                .putObject("vocab");
        for (int i = 0; i < vocabulary.size(); i++) {
            pieces.put(vocabulary.get(i), i);
        }
        return file.toString();
    }

    String config() {
        ObjectNode file = JsonMapper.shared().createObjectNode().put("max_position_embeddings", longest);
        ObjectNode names = file.putObject("id2label");
        for (int i = 0; i < labels.size(); i++) {
            names.put(String.valueOf(i), labels.get(i));
        }
        return file.toString();
    }

    /** ModelProto: IR 8, opset 13, one graph. */
    byte[] model(String input, int width) {
        byte[] opset = new Message().number(2, 13).bytes();
        return new Message()
                .number(1, 8)
                .message(7, graph(input, width))
                .message(8, opset)
                .bytes();
    }

    /** GraphProto: logits[1, pieces, labels] = table[input]. */
    private byte[] graph(String input, int width) {
        byte[] gather = new Message()
                .text(1, "table")
                .text(1, input)
                .text(2, "logits")
                .text(4, "Gather")
                .bytes();
        return new Message()
                .message(1, gather)
                .text(2, "names")
                .message(5, table(width))
                .message(11, value(input, INT64, 2))
                .message(11, value("attention_mask", INT64, 2))
                .message(12, value("logits", FLOAT, 3))
                .bytes();
    }

    /** TensorProto: for each piece a row with 1 at its label. */
    private byte[] table(int width) {
        ByteBuffer rows =
                ByteBuffer.allocate(vocabulary.size() * width * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int piece = 0; piece < vocabulary.size(); piece++) {
            for (int label = 0; label < width; label++) {
                rows.putFloat(said.get(piece) == label ? 1 : 0);
            }
        }
        return new Message()
                .number(1, vocabulary.size())
                .number(1, width)
                .number(2, FLOAT)
                .text(8, "table")
                .message(9, rows.array())
                .bytes();
    }

    /** ValueInfoProto of a tensor with so many dimensions, all of any length. */
    private static byte[] value(String name, int type, int dimensions) {
        Message shape = new Message();
        for (int i = 0; i < dimensions; i++) {
            shape.message(1, new Message().text(2, name + "_" + i).bytes());
        }
        byte[] tensor = new Message().number(1, type).message(2, shape.bytes()).bytes();
        return new Message()
                .text(1, name)
                .message(2, new Message().message(1, tensor).bytes())
                .bytes();
    }

    /** A protobuf message: fields by number, as varints or with their length before them. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint(field << 3);
            varint(value);
            return this;
        }

        Message message(int field, byte[] content) {
            varint(field << 3 | 2);
            varint(content.length);
            out.writeBytes(content);
            return this;
        }

        Message text(int field, String content) {
            return message(field, content.getBytes(StandardCharsets.UTF_8));
        }

        private void varint(long value) {
            long left = value;
            while (left > 0x7f) {
                out.write((int) (left & 0x7f | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }

    /** One that knows a few people, a town and a company, cut into pieces. */
    public static TinyModel usual() {
        return new TinyModel("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC")
                .knows("O", "my", "name", "is", "and", "I", "live", "in", "work", "for", ".", ",", "a", "b", "##s")
                .knows("B-PER", "Rub", "Sz", "jane", "Will")
                .knows("I-PER", "##ija", "##öll", "##ősy", "Fa", "##da", "-", "##d")
                .knows("B-LOC", "New", "Ulm")
                .knows("I-LOC", "York")
                .knows("B-ORG", "Blue")
                .knows("I-ORG", "Heron")
                .knows("B-MISC", "French");
    }
}

package dev.understudy.dialect.openai;

import dev.understudy.canonical.Embeddings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Collects vectors up to a bound; beyond it they are counted and not kept. */
final class VectorCollector {
    /** 1 MiB an answer: answers wait for their counterparts, and thousands may wait at once. */
    private static final int MOST_FLOATS = 1 << 18;

    private static final class Vector {
        int index;
        int size;
        float[] values = {};
    }

    private final List<Vector> vectors = new ArrayList<>();
    private Vector current = new Vector();
    private int count;
    private int dimensions;
    private int kept;
    private boolean full;

    void next(int position) {
        finish();
        current = new Vector();
        current.index = position;
        count++;
    }

    void index(int index) {
        current.index = index;
    }

    void add(float value) {
        full |= kept + current.size >= MOST_FLOATS;
        if (!full) {
            if (current.size >= current.values.length) {
                current.values = Arrays.copyOf(current.values, Math.max(256, current.size * 2));
            }
            current.values[current.size] = value;
        }
        current.size++;
    }

    void floats(byte[] littleEndian) {
        FloatBuffer floats =
                ByteBuffer.wrap(littleEndian).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        while (floats.hasRemaining()) {
            add(floats.get());
        }
    }

    private void finish() {
        dimensions = Math.max(dimensions, current.size);
        if (current.size > 0 && !full) {
            current.values = Arrays.copyOf(current.values, current.size);
            kept += current.size;
            vectors.add(current);
        }
        current = new Vector();
    }

    /** Vectors in the order of their inputs. */
    Embeddings toEmbeddings() {
        finish();
        vectors.sort(Comparator.comparingInt(vector -> vector.index));
        return new Embeddings(
                count, dimensions, vectors.stream().map(vector -> vector.values).toList());
    }
}

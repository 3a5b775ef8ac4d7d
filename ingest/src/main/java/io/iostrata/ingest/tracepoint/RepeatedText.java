package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.format.EventBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A text that follows from up to 16 bytes of the record, printed once for each value of them that is remembered. */
final class RepeatedText {
    private static final int MOST_WORDS = 2;

    private final Memory memory;
    private final int number;
    private final FieldValue[] words;
    private final Expression.Textual text;

    private RepeatedText(Memory memory, FieldValue[] words, Expression.Textual text) {
        this.memory = memory;
        this.words = words;
        this.text = text;
        number = memory.texts++;
    }

    /** Empty where the text follows from more, or from something elsewhere in the record. */
    static Optional<RepeatedText> of(List<EventField> fields, Expression.Textual text, Memory memory) {
        var words = new ArrayList<FieldValue>();
        boolean inPlace = fields.stream().distinct().allMatch(field -> addWords(field, words));
        return inPlace && words.size() <= MOST_WORDS
                ? Optional.of(new RepeatedText(memory, words.toArray(FieldValue[]::new), text))
                : Optional.empty();
    }

    private static boolean addWords(EventField field, List<FieldValue> words) {
        boolean inPlace = field.shape() == EventField.Shape.NUMBER
                || (field.shape() == EventField.Shape.ARRAY && field.size() > 0);
        int left = field.size();
        while (inPlace && left > 0 && words.size() <= MOST_WORDS) {
            int size = Math.min(8, Integer.highestOneBit(left));
            words.add(new FieldValue(field.end() - left, size, false, 0, true));
            left -= size;
        }
        return inPlace;
    }

    /** True where there is no text. */
    boolean isEmpty(EventRecord event) {
        return memory.printed[place(event)].length == 0;
    }

    /** Appends the text of a record that holds all of its fields as an argument; none where it is empty. */
    void append(int key, EventRecord event, EventBatch batch) {
        int place = place(event);
        if (memory.printed[place].length > 0) {
            batch.arg(key, memory.textPlace(place, batch));
        }
    }

    /** Where the memory holds the record's text, printed if it was not there. */
    private int place(EventRecord event) {
        long first = words.length > 0 ? words[0].of(event) : 0;
        long second = words.length > 1 ? words[1].of(event) : 0;
        int place = memory.place(number, first, second);
        if (!memory.holds(place, number, first, second)) {
            memory.scratch.clear();
            text.append(event, memory.scratch);
            return memory.put(place, number, first, second);
        }
        return place;
    }

    /** The texts of one file that are remembered: the last one at each place. */
    static final class Memory {
        private static final int PLACES_BITS = 12;
        private static final int PLACES = 1 << PLACES_BITS;
        private static final int LONGEST = 256;

        private final TextBuffer scratch = new TextBuffer();
        private final int[] numbers = new int[PLACES + 1];
        private final long[] firsts = new long[PLACES + 1];
        private final long[] seconds = new long[PLACES + 1];
        private final byte[][] printed = new byte[PLACES + 1][];
        private final long[] fillings = new long[PLACES + 1];
        private final long[] textPlaces = new long[PLACES + 1];
        private int texts;

        Memory() {
            Arrays.fill(numbers, -1);
        }

        private int place(int number, long first, long second) {
            long mixed =
                    (((first * 0x9e3779b97f4a7c15L) ^ second) * 0xc2b2ae3d27d4eb4fL) + (number * 0x9e3779b97f4a7c15L);
            return (int) (((mixed ^ (mixed >>> 29)) * 0x9e3779b97f4a7c15L) >>> (64 - PLACES_BITS));
        }

        private boolean holds(int place, int number, long first, long second) {
            return numbers[place] == number && firsts[place] == first && seconds[place] == second;
        }

        /** Keeps what was printed; a long text only until the next one, at a place of its own. */
        private int put(int place, int number, long first, long second) {
            boolean isLong = scratch.length() > LONGEST;
            int kept = isLong ? PLACES : place;
            numbers[kept] = isLong ? -1 : number;
            firsts[kept] = first;
            seconds[kept] = second;
            printed[kept] = Arrays.copyOf(scratch.bytes(), scratch.length());
            fillings[kept] = 0;
            return kept;
        }

        /** The text's place in the batch, which gets it once. */
        private long textPlace(int place, EventBatch batch) {
            if (fillings[place] != batch.filling()) {
                fillings[place] = batch.filling();
                textPlaces[place] = batch.text(printed[place], 0, printed[place].length);
            }
            return textPlaces[place];
        }
    }
}

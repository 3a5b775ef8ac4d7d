package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.tracepoint.FieldValue.Sign;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A text that follows from up to 16 bytes of the record, printed once for each value of them that is remembered. */
final class RepeatedText {
    private static final int MOST_WORDS = 2;
    private static final FieldValue NOTHING = new FieldValue(0, 0, 0, 0);

    private final Memory memory;
    private final int number;
    private final FieldValue first;
    private final FieldValue second;
    private final Expression.Textual text;
    /** Of the record before: most often the next one prints the same. */
    private Printed last = Printed.NONE;

    private RepeatedText(Memory memory, List<FieldValue> words, Expression.Textual text) {
        this.memory = memory;
        first = words.isEmpty() ? NOTHING : words.get(0);
        second = words.size() < MOST_WORDS ? NOTHING : words.get(1);
        this.text = text;
        number = memory.texts++;
    }

    /** Empty where the text follows from more, or from something elsewhere in the record. */
    static Optional<RepeatedText> of(List<EventField> fields, Expression.Textual text, Memory memory) {
        var words = new ArrayList<FieldValue>();
        boolean inPlace = fields.stream().distinct().allMatch(field -> addWords(field, words));
        return inPlace && words.size() <= MOST_WORDS
                ? Optional.of(new RepeatedText(memory, words, text))
                : Optional.empty();
    }

    private static boolean addWords(EventField field, List<FieldValue> words) {
        boolean inPlace = field.shape() == EventField.Shape.NUMBER
                || (field.shape() == EventField.Shape.ARRAY && field.size() > 0);
        int left = field.size();
        while (inPlace && left > 0 && words.size() <= MOST_WORDS) {
            int size = Math.min(8, Integer.highestOneBit(left));
            words.add(FieldValue.of(field.end() - left, size, Sign.UNSIGNED));
            left -= size;
        }
        return inPlace;
    }

    /** True where there is no text. */
    boolean isEmpty(EventRecord event) {
        return printed(event).text.length == 0;
    }

    /** Appends the text of a record that holds all of its fields as an argument; none where it is empty. */
    void append(int key, EventRecord event, EventBatch batch) {
        var printed = printed(event);
        if (printed.text.length > 0) {
            batch.arg(key, printed.place(batch));
        }
    }

    private Printed printed(EventRecord event) {
        long firstWord = first.of(event);
        long secondWord = second.of(event);
        if (!last.isOf(number, firstWord, secondWord)) {
            last = memory.printed(this, event, firstWord, secondWord);
        }
        return last;
    }

    /** What was printed of some values of a text's fields, and where the batch being filled has it. */
    private static final class Printed {
        static final Printed NONE = new Printed(-1, 0, 0, new byte[0]);

        private final int number;
        private final long first;
        private final long second;
        private final byte[] text;
        private long filling;
        private long place;

        Printed(int number, long first, long second, byte[] text) {
            this.number = number;
            this.first = first;
            this.second = second;
            this.text = text;
        }

        boolean isOf(int textNumber, long firstWord, long secondWord) {
            return first == firstWord && second == secondWord && number == textNumber;
        }

        /** The text's place in the batch, which gets it once. */
        long place(EventBatch batch) {
            if (filling != batch.filling()) {
                filling = batch.filling();
                place = batch.text(text, 0, text.length);
            }
            return place;
        }
    }

    /** The texts of one file that are remembered: the last one at each place. */
    static final class Memory {
        private static final int PLACES_BITS = 12;
        private static final int LONGEST = 256;

        private final TextBuffer scratch = new TextBuffer();
        private final Printed[] places = new Printed[1 << PLACES_BITS];
        private int texts;

        Memory() {
            Arrays.fill(places, Printed.NONE);
        }

        /** What was printed, or now is; a long text is not kept. */
        private Printed printed(RepeatedText of, EventRecord event, long first, long second) {
            int at = place(of.number, first, second);
            if (places[at].isOf(of.number, first, second)) {
                return places[at];
            }
            scratch.clear();
            of.text.append(event, scratch);
            var printed = new Printed(of.number, first, second, Arrays.copyOf(scratch.bytes(), scratch.length()));
            if (printed.text.length <= LONGEST) {
                places[at] = printed;
            }
            return printed;
        }

        private static int place(int number, long first, long second) {
            long mixed =
                    (((first * 0x9e3779b97f4a7c15L) ^ second) * 0xc2b2ae3d27d4eb4fL) + (number * 0x9e3779b97f4a7c15L);
            return (int) (((mixed ^ (mixed >>> 29)) * 0x9e3779b97f4a7c15L) >>> (64 - PLACES_BITS));
        }
    }
}

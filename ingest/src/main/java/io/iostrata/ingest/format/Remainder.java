package io.iostrata.ingest.format;

import java.io.Serializable;
import java.util.List;

/** What a decoder of one part of a file leaves to be told: it takes the parts before or behind to tell it. */
public interface Remainder extends Serializable {
    /**
     * Tells what no part could alone, as a decoder of the whole file does. Called of the first part.
     *
     * @param parts what each part left, in the order of the file, this one first
     * @return false where the parts do not fit together: then the file has to be read whole
     */
    boolean join(List<Remainder> parts, IssueLog issues);

    /** Events that were lost beside those that the parts told of, at least. Called of the first part. */
    default long lostBeside(List<Remainder> parts) {
        return 0;
    }
}

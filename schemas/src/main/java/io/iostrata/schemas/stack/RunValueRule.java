package io.iostrata.schemas.stack;

import java.io.Serializable;
import java.util.List;

/** How a run value is found in the run's events. */
public sealed interface RunValueRule extends Serializable {

    /**
     * The value of an argument that most events carry.
     *
     * @param of in order of preference: the first that any event matches decides
     */
    record MostFrequent(String value, String argument, List<EventMatch> of) implements RunValueRule {
        public MostFrequent {
            of = List.copyOf(of);
        }
    }

    /** Every value of an argument that the events carry. */
    record AllSeen(String value, String argument, List<EventMatch> of) implements RunValueRule {
        public AllSeen {
            of = List.copyOf(of);
        }
    }

    /** The line that rings most often and is answered, with the line that answers it: their pairs weighed by Jaccard index. */
    record Answered(List<Signal> notifies, List<Signal> answers) implements RunValueRule {
        public Answered {
            notifies = List.copyOf(notifies);
            answers = List.copyOf(answers);
        }
    }
}

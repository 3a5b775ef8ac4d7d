package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Condition;
import io.iostrata.schemas.stack.Instrument;
import io.iostrata.schemas.stack.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A {@link Told} made ready: which place of an event goes to which column of the table, and what it is called there. */
record Teller(int column, Told.Moment moment, List<EventTest> meanwhile, int place, Told told) {

    static List<Teller> of(Instrument instrument, Arguments arguments, RunValues values) {
        var tellers = new ArrayList<Teller>();
        for (var told : instrument.tells()) {
            tellers.add(new Teller(
                    instrument.table().columns().indexOf(told.column()),
                    told.moment(),
                    EventTest.all(told.meanwhile(), arguments, values),
                    arguments.place(told.argument()),
                    told));
        }
        return List.copyOf(tellers);
    }

    /** Writes what the event says into its column; one without the argument says nothing. */
    void tell(TraceEvent event, String[] columns) {
        if (!event.has(place)) {
            return;
        }
        Object value = event.value(place);
        if (value instanceof Long bits && told.mask() != Condition.NO_MASK) {
            value = bits & told.mask();
        }
        Map<String, String> names = told.names();
        columns[column] = names.getOrDefault(value.toString(), Scalars.show(told.argument(), value));
    }
}

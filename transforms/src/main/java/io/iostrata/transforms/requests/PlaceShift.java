package io.iostrata.transforms.requests;

import io.iostrata.transforms.walk.Place;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By how many sectors, and on which device, a layer sees what the requests ask for: a partition or a volume shifts it.
 * Found from passages of equal length that lie in the requests' time: the right shift is seen with nearly every request,
 * wrong ones only with some.
 */
final class PlaceShift {
    private static final int LEAST_REQUESTS = 4;
    private static final double LEAST_SHARE = 0.8;
    private static final double LEAST_LEAD = 1.25;

    private final Map<Shift, Integer> votes = new HashMap<>();
    private int requests;
    private Optional<Shift> settled = Optional.empty();

    /** The layer's sector less the request's, and the layer's device, "" where it tells none. */
    private record Shift(String device, long sectors) {}

    /** Votes for the shifts by which any of a layer's passages may be a request. */
    void vote(Place request, List<Passage> passages) {
        if (!request.isKnown()) {
            return;
        }
        var shifts = passages.stream()
                .map(Passage::place)
                .filter(place -> place.isKnown() && place.bytes().equals(request.bytes()))
                .map(place -> new Shift(device(place), place.sector() - request.sector()))
                .distinct()
                .toList();
        shifts.forEach(shift -> votes.merge(shift, 1, Integer::sum));
        requests += shifts.isEmpty() ? 0 : 1;
    }

    void settle() {
        var best = votes.entrySet().stream()
                .sorted(Map.Entry.<Shift, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(2)
                .toList();
        if (requests < LEAST_REQUESTS || best.get(0).getValue() < LEAST_SHARE * requests) {
            return;
        }
        if (best.size() == 1
                || best.get(0).getValue() >= LEAST_LEAD * best.get(1).getValue()) {
            settled = Optional.of(best.get(0).getKey());
        }
    }

    boolean isSettled() {
        return settled.isPresent();
    }

    /** True where the place is all or a part of what the request asks for, or more than it. */
    boolean overlaps(Place request, Place place) {
        if (!place.isKnown() || !settled.orElseThrow().device.equals(device(place))) {
            return false;
        }
        long begin = place.sector() - settled.get().sectors;
        return begin < request.sector() + sectors(request) && request.sector() < begin + sectors(place);
    }

    /** True where the place is all that the request asks for, or more. */
    boolean covers(Place request, Place place) {
        long begin = overlaps(request, place) ? place.sector() - settled.orElseThrow().sectors : Long.MAX_VALUE;
        return begin <= request.sector() && begin + sectors(place) >= request.sector() + sectors(request);
    }

    private static String device(Place place) {
        return place.device() == null ? "" : place.device();
    }

    private static long sectors(Place place) {
        return (place.bytes() + 511) >>> 9;
    }
}

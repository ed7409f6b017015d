package org.vipagent.cloud.cloudstack;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vipagent.net.IpAddress;

/**
 * Addresses that the cloud has refused again and again to give to an interface although nobody had them, as it does where
 * the interface has as many as it may have. To take such an address from its holder once more would end in the same place,
 * so it is let rest, each time for longer. Safe for use from several threads.
 */
final class Rejections {
    private static final int REFUSALS_THAT_COUNT = 2;
    private static final int ROUNDS_OF_FIRST_REST = 2;
    private static final int ROUNDS_OF_LONGEST_REST = 60;

    private record Place(String nicId, IpAddress address) {}

    /**
     * What became of the attempts.
     *
     * @param refusals in a row
     * @param free whether the address was seen with nobody since: else somebody else may just have been faster
     * @param rested for how many rounds
     * @param rest for how many rounds it rests, or will rest next time
     */
    private record Rejection(int refusals, boolean free, int rested, int rest) {
        private boolean rests() {
            return refusals >= REFUSALS_THAT_COUNT && free;
        }

        private Rejection refused() {
            return new Rejection(refusals + 1, free, rested, rest);
        }

        private Rejection seenFree() {
            return new Rejection(refusals, true, rested, rest);
        }

        /** One refusal after a rest is enough for the next one. */
        private Rejection older() {
            if (!rests()) {
                return this;
            } else if (rested + 1 < rest) {
                return new Rejection(refusals, free, rested + 1, rest);
            }
            return new Rejection(REFUSALS_THAT_COUNT - 1, true, 0, Math.min(2 * rest, ROUNDS_OF_LONGEST_REST));
        }
    }

    private final Map<Place, Rejection> rejections = new ConcurrentHashMap<>();

    void rejected(String nicId, IpAddress address) {
        rejections.merge(
                new Place(nicId, address),
                new Rejection(1, false, 0, ROUNDS_OF_FIRST_REST),
                (known, first) -> known.refused());
    }

    void accepted(String nicId, IpAddress address) {
        rejections.remove(new Place(nicId, address));
    }

    /** To be told of who holds the address. */
    void saw(Seat seat) {
        rejections.computeIfPresent(new Place(seat.nic().id(), seat.address()), (place, known) -> {
            if (seat.holders().isEmpty()) {
                return known.seenFree();
            }
            return known.free() && !seat.isOurs() ? known : null;
        });
    }

    /** A round of looks is over. */
    void age() {
        rejections.replaceAll((place, known) -> known.older());
    }

    /**
     * Whether that interface is not given that address for now.
     *
     * @param free whether nobody holds it
     */
    boolean includes(String nicId, IpAddress address, boolean free) {
        Rejection known = rejections.get(new Place(nicId, address));
        return known != null && (free ? known.seenFree() : known).rests();
    }
}

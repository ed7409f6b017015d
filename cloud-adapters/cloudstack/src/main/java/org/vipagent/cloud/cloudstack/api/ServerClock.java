package org.vipagent.cloud.cloudstack.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * How far the server's clock is from this machine's. A wrong clock here is answered like a wrong key (401), so requests
 * are dated by the server's own clock, which each answer shows.
 *
 * @param offset what to add to this machine's clock
 */
public record ServerClock(Duration offset) {
    /** Before the first answer. */
    public static final ServerClock UNKNOWN = new ServerClock(Duration.ZERO);

    /**
     * The clock after an answer.
     *
     * @param dateHeader the value of the answer's {@code Date}; ignored where it is no date
     * @param here this machine's clock when the answer came
     */
    public ServerClock heard(String dateHeader, Instant here) {
        try {
            Instant there = ZonedDateTime.parse(dateHeader, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return new ServerClock(Duration.between(here, there));
        } catch (DateTimeException e) {
            return this;
        }
    }

    /** The server's time when this machine's clock shows {@code here}. */
    public Instant at(Instant here) {
        return here.plus(offset);
    }
}

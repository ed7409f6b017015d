package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TroublesTest {
    private final Notes notes = new Notes();
    private final Troubles troubles = new Troubles(notes);
    private final Troubles.Topic topic = troubles.topic("eth0");
    private final Troubles.Topic other = troubles.topic("eth0");

    @Test
    void tellsABeginningAndAnEndOnceEach() {
        topic.begins("it fails");
        topic.begins("it fails");
        assertThat(topic.isWrong()).isTrue();
        assertThat(troubles.lines()).containsExactly("eth0: it fails");
        topic.ends("it works");
        topic.ends("it works");
        assertThat(notes.lines()).containsExactly("TROUBLE eth0: it fails", "INFORMATION eth0: it works");
        assertThat(troubles.lines()).isEmpty();
    }

    @Test
    void keepsTwoTopicsOfOneInterfaceApart() {
        topic.begins("one");
        other.begins("two");
        assertThat(troubles.lines()).containsExactly("eth0: one", "eth0: two");
        topic.ends("well");
        assertThat(troubles.lines()).containsExactly("eth0: two");
    }

    @Test
    void tellsTheCourseToThoseWhoAskAlone() {
        topic.begins("1 lost");
        topic.continues("2 lost");
        assertThat(notes.lines()).containsExactly("TROUBLE eth0: 1 lost");
        assertThat(troubles.lines()).containsExactly("eth0: 2 lost");
    }

    @Test
    void tellsAgainWhatItForgot() {
        topic.begins("it fails");
        topic.forget();
        assertThat(troubles.lines()).isEmpty();
        topic.begins("it fails");
        assertThat(notes.lines()).hasSize(2);
    }
}

package org.vipagent.cloud.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Tags as a lease: one holder of a key, taken away only with the value that it has. Not recorded. */
class TagsTest {
    private static final String VM = "a2fa6425-aacc-4aba-bb84-e486a41e1c9e";

    private final Zone zone = Zone.of(ZoneLayout.howTo(), ZoneTiming.measured(), 1);
    private final Caller caller = new Caller(zone, 0);

    private int create(String key, String value) {
        return caller.awaitJob(
                        "createTags",
                        "resourceids",
                        VM,
                        "resourcetype",
                        "UserVm",
                        "tags[0].key",
                        key,
                        "tags[0].value",
                        value)
                .path("jobstatus")
                .asInt();
    }

    private int delete(String... key) {
        String[] parameters = new String[4 + key.length];
        System.arraycopy(new String[] {"resourceids", VM, "resourcetype", "UserVm"}, 0, parameters, 0, 4);
        System.arraycopy(key, 0, parameters, 4, key.length);
        return caller.awaitJob("deleteTags", parameters).path("jobstatus").asInt();
    }

    private JsonNode tags() {
        return caller.call("listTags", "resourceid", VM).content().path("tag");
    }

    @Test
    void haveEachKeyOnce() {
        assertThat(create("lease", "A")).isEqualTo(1);
        assertThat(create("lease", "B")).isEqualTo(2);
        assertThat(tags().findValuesAsText("value")).containsExactly("A");
    }

    @Test
    void giveTheKeyToOneOfTwoWhoTakeItAtOnce() {
        for (String value : new String[] {"A", "B"}) {
            caller.call(
                    "createTags",
                    "resourceids",
                    VM,
                    "resourcetype",
                    "UserVm",
                    "tags[0].key",
                    "lease",
                    "tags[0].value",
                    value);
        }
        caller.pass(10_000);
        assertThat(tags().findValuesAsText("value")).containsExactly("A");
    }

    @Test
    void goOnlyWithTheValueThatTheyHave() {
        create("lease", "A");
        assertThat(delete("tags[0].key", "lease", "tags[0].value", "B")).isEqualTo(2);
        assertThat(tags()).hasSize(1);
        assertThat(delete("tags[0].key", "lease", "tags[0].value", "A")).isEqualTo(1);
        assertThat(tags()).isEmpty();
    }

    @Test
    void goWithAnyValueOrAllTogetherWhereNoneIsNamed() {
        create("a", "1");
        create("b", "2");
        assertThat(delete("tags[0].key", "a")).isEqualTo(1);
        assertThat(tags().findValuesAsText("key")).containsExactly("b");
        assertThat(delete()).isEqualTo(1);
        assertThat(delete()).isEqualTo(2);
    }

    @Test
    void areShownWithWhatTheyAreTagsOf() {
        create("group", "web");
        JsonNode machine = caller.call("listVirtualMachines", "id", VM)
                .content()
                .path("virtualmachine")
                .path(0);
        assertThat(machine.path("tags").path(0).path("key").asText()).isEqualTo("group");
        assertThat(caller.call("listTags", "resourcetype", "uservm", "key", "group", "value", "web")
                        .content()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void goWithTheRuleThatHasThem() {
        String rule = zone.snapshot().portForwards().get(0).id();
        caller.succeed(
                "createTags",
                "resourceids",
                rule,
                "resourcetype",
                "PortForwardingRule",
                "tags[0].key",
                "k",
                "tags[0].value",
                "v");
        caller.succeed("deletePortForwardingRule", "id", rule);
        assertThat(caller.call("listTags").content()).isEmpty();
    }

    @Test
    void needAResourceAndATag() {
        assertThat(caller.call("createTags", "resourceids", VM, "resourcetype", "UserVm")
                        .status())
                .isEqualTo(431);
        assertThat(caller.awaitJob(
                                "createTags",
                                "resourceids",
                                VM,
                                "resourcetype",
                                "Nonsense",
                                "tags[0].key",
                                "k",
                                "tags[0].value",
                                "v")
                        .path("jobstatus")
                        .asInt())
                .isEqualTo(2);
        assertThat(create("k", "")).isEqualTo(2);
    }
}

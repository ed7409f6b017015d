package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudAdapter;
import org.vipagent.cloud.CloudAdapterFactory;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Permission;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.ProviderSettings;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.StateKeeping;
import org.vipagent.cloud.Step;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.CloudProvider;
import org.vipagent.config.CredentialsPlace;
import org.vipagent.config.GlobalDefinitions;
import org.vipagent.engine.Inbound;
import org.vipagent.node.NodeEffect;

/** Which adapters a reload keeps, and what becomes of the others. */
class CloudsTest {
    private static final Duration ANY = Duration.ofSeconds(1);
    private static final AgentConfig NO_INSTANCES = new AgentConfig(GlobalDefinitions.defaults(), List.of(), List.of());

    @TempDir
    private Path directory;

    private Path keys;
    private final List<Adapter> made = new ArrayList<>();
    private final List<Inbound> answers = new ArrayList<>();
    private Clouds clouds;

    private static final class Adapter implements CloudAdapter {
        private final ProviderSettings settings;
        private final CountDownLatch closed = new CountDownLatch(1);
        private final CompletableFuture<Permission> permission = new CompletableFuture<>();

        Adapter(ProviderSettings settings) {
            this.settings = settings;
        }

        @Override
        public Observation observe(Claims claims, Permission wanted, Deadline deadline) {
            return new Observation.Unseen(new CloudFailure(CloudFailure.Kind.TIMEOUT, "no answer"));
        }

        @Override
        public StageOutcome execute(Claims claims, Stage stage, Permission permission, Deadline deadline) {
            this.permission.complete(permission);
            return new StageOutcome(List.of(), new Observation.Unseen(new CloudFailure(CloudFailure.Kind.TIMEOUT, "")));
        }

        @Override
        public Plan plan(Claims claims, CloudView view, Policy policy) {
            return Plan.nothing("a test");
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @BeforeEach
    void start() throws Exception {
        keys = directory.resolve("keys");
        keys("secret1");
        CloudAdapterFactory factory = new CloudAdapterFactory() {
            @Override
            public String type() {
                return "test";
            }

            @Override
            public CloudAdapter create(ProviderSettings settings, StateKeeping state) {
                made.add(new Adapter(settings));
                return made.get(made.size() - 1);
            }
        };
        CredentialsFiles files = new CredentialsFiles(Map.of());
        clouds = new Clouds(new Adapters(List.of(factory), files), files, answers::add);
        exchange(provider("a", 5));
    }

    private void keys(String secret) throws IOException {
        Files.writeString(keys, "api_key = key\nsecret_key = " + secret + "\n");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    }

    private CloudProvider provider(String name, int requestsPerSecond) {
        return new CloudProvider(
                name,
                "test",
                "idcf",
                URI.create("https://cloud.example/client/api"),
                ProviderSettings.Owner.KEY,
                CredentialsPlace.inFile(keys),
                3,
                Optional.empty(),
                Optional.empty(),
                ANY,
                ANY,
                ANY,
                requestsPerSecond,
                Optional.empty());
    }

    /** What a reload does, with the engine's turn at once. */
    private Clouds.Prepared exchange(CloudProvider... providers) throws StartException {
        Clouds.Prepared prepared = clouds.prepare(List.of(providers));
        clouds.start(prepared, NO_INSTANCES, (name, body) -> {
            Thread thread = new Thread(body, name);
            thread.setDaemon(true);
            thread.start();
        });
        clouds.exchange(prepared);
        return prepared;
    }

    @Test
    void keepsTheAdapterOfAnUnchangedBlockWithTheSameKeys() throws Exception {
        Clouds.Prepared prepared = exchange(provider("a", 5));
        assertThat(made).hasSize(1);
        assertThat(prepared.planner("a")).isSameAs(made.get(0));
        assertThat(prepared.otherKeys()).isEmpty();
        assertThat(made.get(0).closed.getCount()).isEqualTo(1);
    }

    @Test
    void takesOtherKeysWithoutARestart() throws Exception {
        keys("secret2");
        Clouds.Prepared prepared = exchange(provider("a", 5));
        assertThat(prepared.otherKeys()).containsExactly("a");
        assertThat(made.get(1).settings.credentials().secretKey()).isEqualTo("secret2");
        made.get(0).closed.await();
    }

    @Test
    void keysThatCannotBeReadChangeNothing() throws Exception {
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> clouds.prepare(List.of(provider("a", 5)))).isInstanceOf(StartException.class);
        assertThat(made).hasSize(1);
    }

    @Test
    void aBlockThatCannotBeUsedLeavesNothingBehindOfTheOthers() {
        CloudProvider other = new CloudProvider(
                "z",
                "unknown",
                "idcf",
                URI.create("https://cloud.example/client/api"),
                ProviderSettings.Owner.KEY,
                CredentialsPlace.inFile(keys),
                3,
                Optional.empty(),
                Optional.empty(),
                ANY,
                ANY,
                ANY,
                5,
                Optional.empty());
        assertThatThrownBy(() -> clouds.prepare(List.of(provider("b", 5), other)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("cloud_provider z");
        assertThat(made.get(1).closed.getCount()).isZero();
        assertThat(made.get(0).closed.getCount()).isEqualTo(1);
    }

    @Test
    void aStageOfAnAdapterThatIsReplacedBeginsNothingMore() throws Exception {
        clouds.currentTicket("VI_1", 1);
        clouds.execute(new NodeEffect.ExecuteStage(
                "VI_1", "a", 1, new Claims("VI_1", List.of(), List.of()), new Stage(List.of(new OneStep()))));
        Permission permission = made.get(0).permission.get();
        assertThat(permission.holds()).isTrue();
        exchange(provider("a", 9));
        assertThat(permission.holds()).isFalse();
        made.get(0).closed.await();
    }

    private record OneStep() implements Step {
        @Override
        public String describe() {
            return "step";
        }

        @Override
        public boolean interrupts() {
            return false;
        }

        @Override
        public boolean destroys() {
            return false;
        }
    }

    @Test
    void aProviderThatIsGoneIsClosedAndWhatWasDecidedBeforeGoesNowhere() throws Exception {
        exchange();
        made.get(0).closed.await();
        clouds.look(new NodeEffect.LookAtCloud("VI_1", "a", 0, new Claims("VI_1", List.of(), List.of())));
        assertThat(answers).isEmpty();
    }
}

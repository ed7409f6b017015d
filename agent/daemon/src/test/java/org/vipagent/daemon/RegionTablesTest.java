package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.cloudstack.Regions;
import org.vipagent.config.ConfigLoader;
import org.vipagent.config.LoadOptions;
import org.vipagent.config.LoadedConfig;
import org.vipagent.config.SourceReader;

/**
 * The configuration and the adapter know the regions of IDCF Cloud each for itself, since neither may import the other.
 * Whoever writes {@code region} and whoever imports an account get the same.
 */
class RegionTablesTest {
    private static LoadedConfig load(String region) {
        String text = """
                cloud_provider idcf {
                    profile idcf
                    region %s
                    credentials_file keys
                }
                """.formatted(region);
        SourceReader sources = new SourceReader() {
            @Override
            public Source read(Path file) {
                return new Text(text, false);
            }

            @Override
            public Source readSecret(Path file) {
                return new Text("api_key = a\nsecret_key = b\n", false);
            }

            @Override
            public List<Path> expand(Path directory, String pattern) {
                return List.of();
            }
        };
        return new ConfigLoader().load(Path.of("/etc/vipagent.conf"), sources, LoadOptions.forHost("LB"));
    }

    @Test
    void theConfigurationReachesEachRegionWhereTheAdapterDoes() {
        assertThat(Regions.NAMES).isNotEmpty();
        for (String region : Regions.NAMES) {
            LoadedConfig loaded = load(region);
            assertThat(loaded.hasErrors()).as(region).isFalse();
            assertThat(loaded.config().orElseThrow().cloudProviders())
                    .singleElement()
                    .satisfies(provider -> assertThat(provider.endpoint()).isEqualTo(Regions.endpoint(region)));
        }
    }

    @Test
    void theConfigurationKnowsNoOtherRegions() {
        assertThat(load("jp-nowhere").diagnostics()).anySatisfy(diagnostic -> assertThat(diagnostic.message())
                .isEqualTo("'jp-nowhere' is not one of " + String.join(", ", Regions.NAMES)));
    }
}

package org.vipagent.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.config.SourceReader.Source;
import org.vipagent.config.SourceReader.Text;
import org.vipagent.config.SourceReader.Unreadable;
import org.vipagent.config.syntax.Limits;
import org.vipagent.config.syntax.Position;
import org.vipagent.config.syntax.Preprocessor;
import org.vipagent.config.syntax.Settings;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.TreeBuilder;
import org.vipagent.config.syntax.Word;

/**
 * Reads a configuration: text to tree, tree to values, with all that is wrong reported at once. Never throws for what
 * stands in a file.
 */
public final class ConfigLoader {
    private final Language language = Language.standard();
    private final Limits limits;

    public ConfigLoader() {
        this(Limits.standard());
    }

    ConfigLoader(Limits limits) {
        this.limits = limits;
    }

    /**
     * Reads a file and all that it includes.
     *
     * @param main best an absolute path: it stands in diagnostics, and relative includes start at its directory
     */
    public LoadedConfig load(Path main, SourceReader reader, LoadOptions options) {
        Diagnostics diagnostics = new Diagnostics();
        String file = main.toString();
        Optional<AgentConfig> config = Optional.empty();
        Source source = reader.read(main);
        if (source instanceof Unreadable unreadable) {
            diagnostics.error(new Word("", start(file), false), "cannot be read: " + unreadable.reason());
        } else if (source instanceof Text text) {
            List<Statement> tree = tree(file, text.content(), reader, options, diagnostics);
            new VocabularyCheck(language, diagnostics).check(tree);
            AgentConfig read = read(tree, new InstanceReader.Machine(options.ownAddresses(), reader), diagnostics);
            if (tree.isEmpty() && !diagnostics.hasErrors()) {
                diagnostics.warning(new Word("", start(file), false), "the configuration is empty");
            }
            config = diagnostics.hasErrors() ? Optional.empty() : Optional.of(read);
        }
        return new LoadedConfig(config, diagnostics.inReadingOrder(file));
    }

    private static Position start(String file) {
        return new Position(file, 1, 1);
    }

    private List<Statement> tree(
            String file, String text, SourceReader reader, LoadOptions options, Diagnostics diagnostics) {
        Settings settings =
                new Settings(options.configId(), options.instanceName(), options.environment(), options.randomSeed());
        Preprocessor preprocessor = new Preprocessor(
                settings, new IncludeResolver(reader, diagnostics), language, limits, diagnostics::problem);
        TreeBuilder builder = new TreeBuilder(language, limits, diagnostics::problem);
        preprocessor.read(file, text, builder::add);
        return builder.finish();
    }

    private AgentConfig read(List<Statement> tree, InstanceReader.Machine machine, Diagnostics diagnostics) {
        Fields top = new Fields(tree, language.top());
        GlobalDefinitions global = new GlobalReader(language, diagnostics).read(top.all("global_defs"));
        List<CloudProvider> providers = new ArrayList<>();
        ProviderReader providerReader = new ProviderReader(language, diagnostics);
        top.all("cloud_provider").forEach(block -> providerReader.read(block).ifPresent(providers::add));

        InstanceReader instanceReader = new InstanceReader(language, global, diagnostics, machine);
        List<CrossCheck.Declared> instances = new ArrayList<>();
        for (Statement block : top.all("vrrp_instance")) {
            Word name = block.parameters().get(0);
            instanceReader.read(block).ifPresent(i -> instances.add(new CrossCheck.Declared(i, name)));
        }
        check(top, instances, diagnostics);
        return new AgentConfig(
                global,
                providers,
                instances.stream().map(CrossCheck.Declared::instance).toList());
    }

    private void check(Fields top, List<CrossCheck.Declared> instances, Diagnostics diagnostics) {
        CrossCheck cross = new CrossCheck(diagnostics);
        cross.names(top.all("cloud_provider"));
        cross.names(top.all("vrrp_instance"));
        cross.instances(instances);
        List<Statement> clouds = top.all("vrrp_instance").stream()
                .flatMap(b -> new Fields(b.children(), language.block("vrrp_instance")).all("cloud").stream())
                .toList();
        List<String> providers = top.all("cloud_provider").stream()
                .map(b -> b.parameters().get(0).text())
                .toList();
        cross.providers(clouds, providers);
        VirtualServerCheck virtualServers = new VirtualServerCheck(language, diagnostics);
        top.all("virtual_server").forEach(virtualServers::check);
    }
}

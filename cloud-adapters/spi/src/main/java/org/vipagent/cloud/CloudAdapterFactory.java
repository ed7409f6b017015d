package org.vipagent.cloud;

/** Makes adapters of one type; found through {@link java.util.ServiceLoader}. */
public interface CloudAdapterFactory {
    /** The word after {@code type} in a {@code cloud_provider} block. */
    String type();

    /**
     * An adapter for one provider. Does not connect yet.
     *
     * @throws IllegalArgumentException if the settings cannot work; the message is shown to the operator
     */
    CloudAdapter create(ProviderSettings settings);
}

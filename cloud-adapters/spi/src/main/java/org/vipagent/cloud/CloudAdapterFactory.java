package org.vipagent.cloud;

/** Makes adapters of one type; found through {@link java.util.ServiceLoader}. */
public interface CloudAdapterFactory {
    /** The word after {@code type} in a {@code cloud_provider} block. */
    String type();

    /**
     * An adapter for one provider. Does not connect yet.
     *
     * @param state keeps what the adapter must still know after a restart
     * @throws IllegalArgumentException if the settings cannot work; the message is shown to the operator
     */
    CloudAdapter create(ProviderSettings settings, StateKeeping state);

    /** An adapter that knows nothing of its predecessors and tells its successors nothing. */
    default CloudAdapter create(ProviderSettings settings) {
        return create(settings, StateKeeping.NOWHERE);
    }
}

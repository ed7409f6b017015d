package org.vipagent.config.syntax;

import java.util.Map;
import java.util.Optional;

/**
 * What the predefined variables and conditions stand for.
 *
 * @param configId what {@code @ID} is compared with
 * @param instanceName {@code ${_INSTANCE}}; empty: the configuration id
 * @param environment for {@code ${_ENV NAME}}
 * @param randomSeed for {@code ${_RANDOM}}
 */
public record Settings(
        String configId, Optional<String> instanceName, Map<String, String> environment, long randomSeed) {}

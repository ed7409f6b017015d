package org.vipagent.vrrp;

import org.junit.jupiter.api.function.Executable;

/**
 * One statement of RFC 9568.
 *
 * @param id section, and a number within it that is not the RFC's
 * @param holds that we do it
 * @param doesNotOverreach that we do not where it does not apply
 */
record Requirement(String id, String words, Executable holds, Executable doesNotOverreach) {}

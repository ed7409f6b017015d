/**
 * The contract between the agent and a cloud: what an instance claims, what the cloud shows, the plan that makes the
 * second agree with the first. Adapters compile against this package alone.
 *
 * <p>An adapter has three verbs, and only the last one writes: {@link org.vipagent.cloud.CloudAdapter#observe observe},
 * {@link org.vipagent.cloud.CloudAdapter#plan plan} (pure), {@link org.vipagent.cloud.CloudAdapter#execute execute}.
 * The agent decides <em>when</em>, the adapter knows <em>how</em>.
 */
package org.vipagent.cloud;

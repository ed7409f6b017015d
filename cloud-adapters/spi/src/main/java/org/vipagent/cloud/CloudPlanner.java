package org.vipagent.cloud;

/** The pure half of an adapter: from what is to what is wanted. Safe for use from any thread. */
public interface CloudPlanner {
    /**
     * A plan that makes the cloud agree with the claims.
     *
     * @param view what this adapter's {@link CloudAdapter#observe observe} returned for the same claims
     * @throws IllegalArgumentException if the view is not of this adapter
     */
    Plan plan(Claims claims, CloudView view, Policy policy);
}

/**
 * The cloud follower: while this node is master it looks at the cloud, has the adapter plan, carries the plan out stage
 * by stage and plans again from what it sees, over and over. It decides <em>when</em>; the adapter knows <em>how</em>. Pure: it is fed
 * with answers and the time, and returns what to do.
 */
package org.vipagent.follow;

/**
 * The cloud follower: while this node is master it looks at the cloud, has the adapter plan, carries the plan out step
 * by step and looks again, over and over. It decides <em>when</em>; the adapter knows <em>how</em>. Pure: it is fed
 * with answers and the time, and returns what to do.
 */
package org.vipagent.follow;

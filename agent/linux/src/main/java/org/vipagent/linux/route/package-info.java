/**
 * Links and addresses through rtnetlink: reading them, hearing of their changes, and bringing the managed addresses to
 * the wanted level. What to change is decided by {@link org.vipagent.linux.route.AddressDiff} alone, which is pure.
 */
package org.vipagent.linux.route;

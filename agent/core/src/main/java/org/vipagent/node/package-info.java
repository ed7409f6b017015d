/**
 * One machine's whole logic: virtual routers, the addresses they want in the kernel, and the cloud followers, joined
 * into one object that is fed with inputs and the time and answers with effects. The same object runs in the daemon and
 * in the simulation.
 */
package org.vipagent.node;

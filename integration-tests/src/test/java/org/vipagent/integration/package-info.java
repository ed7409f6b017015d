/** Whole agents on real packets, in network namespaces, beside real peers. Needs root. */
package org.vipagent.integration;

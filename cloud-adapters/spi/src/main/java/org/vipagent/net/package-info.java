/**
 * Network values: addresses, prefixes, hardware addresses, interface names. Immutable, ordered as the RFCs order them,
 * and never resolved through DNS.
 */
package org.vipagent.net;

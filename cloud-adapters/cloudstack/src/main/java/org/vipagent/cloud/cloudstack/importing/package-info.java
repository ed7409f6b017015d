/** Reads the files of other programs that an operator has set up for the same cloud already. */
package org.vipagent.cloud.cloudstack.importing;

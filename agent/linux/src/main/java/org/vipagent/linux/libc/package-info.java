/**
 * The native surface: about twenty libc functions, their errors by name, and the memory they work on. The only package
 * that imports jnr; everything else speaks {@link org.vipagent.linux.libc.Libc}.
 */
package org.vipagent.linux.libc;

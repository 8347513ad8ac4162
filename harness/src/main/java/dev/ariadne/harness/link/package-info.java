/**
 * What it means that a link is cut: {@link dev.ariadne.harness.link.LinkPolicy}, a pure value that
 * the live fronts ask and a simulated network can ask as well. Depends on nothing but {@code
 * java.util}.
 */
package dev.ariadne.harness.link;

/**
 * What a cut link means. Live proxies and simulated networks may both use it. In reading order:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.link.Link}: one direction between two nodes.
 *   <li>{@link dev.ariadne.harness.link.LinksAround}: the links between a group and all others.
 *   <li>{@link dev.ariadne.harness.link.LinkPolicy}: which links are open, and what happens to
 *       their data.
 * </ol>
 *
 * <p>This package depends on {@code java.util} only.
 */
package dev.ariadne.harness.link;

/**
 * Changes of the members, live or simulated:
 *
 * <ol>
 *   <li>{@link dev.ariadne.harness.ariadne.member.MembershipOperator} asks for a change until it is
 *       decided.
 *   <li>{@link dev.ariadne.harness.ariadne.member.OperatedNodes} is what it needs of a cluster: all
 *       that differs between live nodes and simulated ones.
 * </ol>
 *
 * <p>Nothing here asks a clock or knows a thread.
 */
package dev.ariadne.harness.ariadne.member;

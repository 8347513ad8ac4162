/**
 * What stays of a run: {@link dev.ariadne.harness.store.Store} has the directories of all, {@link
 * dev.ariadne.harness.store.RunDirectory} the files of one, {@link
 * dev.ariadne.harness.store.Scenario} is what it takes to run it again, {@link
 * dev.ariadne.harness.store.RecoveryRecord} what its disks were worth.
 *
 * <p>Written as the run goes: whatever was written stays readable if the harness dies. Every check
 * works from what is stored here, so that it can be repeated.
 *
 * <p>{@code RunRecord} says how a run ended and what its target could tell; {@code Damage} words
 * what is wrong with a damaged file.
 */
package dev.ariadne.harness.store;

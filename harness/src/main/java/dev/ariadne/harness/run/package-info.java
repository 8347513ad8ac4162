/** One test from beginning to end: {@link dev.ariadne.harness.run.TestRun}. */
package dev.ariadne.harness.run;

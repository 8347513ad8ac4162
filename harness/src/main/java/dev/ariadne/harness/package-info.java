/** Harness. */
package dev.ariadne.harness;

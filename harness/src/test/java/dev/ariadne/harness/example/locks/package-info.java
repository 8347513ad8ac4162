/** The example of {@code docs/your-system.md}: a lock service with a bug, and how it is tested. */
package dev.ariadne.harness.example.locks;

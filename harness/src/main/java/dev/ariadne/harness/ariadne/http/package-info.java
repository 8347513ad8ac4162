/**
 * A small HTTP/1.1 client that knows how far a request got, which is what a test needs to know of
 * it: {@link dev.ariadne.harness.ariadne.http.HttpConnection} and its {@link
 * dev.ariadne.harness.ariadne.http.HttpOutcome}. {@code java.net.http} cannot say whether anything
 * was sent, keeps connections where the test does not see them, and sends some requests again by
 * itself.
 */
package dev.ariadne.harness.ariadne.http;

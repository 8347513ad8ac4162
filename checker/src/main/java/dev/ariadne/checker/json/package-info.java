/**
 * JSON out, with nothing needed beside the JDK: {@link dev.ariadne.checker.json.JsonWriter}. Knows
 * nothing of histories.
 */
package dev.ariadne.checker.json;

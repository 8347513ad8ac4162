/**
 * Writing of JSON. It needs the JDK only and knows nothing of histories.
 *
 * <ul>
 *   <li>{@link dev.ariadne.checker.json.JsonWriter}: writes one JSON value on one line.
 * </ul>
 */
package dev.ariadne.checker.json;

package dev.ariadne.harness.ariadne.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ariadne.harness.ariadne.client.HttpOutcome;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The incarnation of each member, as a node reports it at {@code /-/members}.
 *
 * @param byId the incarnations as the server writes them: 16 hexadecimal digits
 */
record MemberIncarnations(SortedMap<Integer, String> byId) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Parses an answer; no incarnation if the answer has another form. */
  static MemberIncarnations of(HttpOutcome outcome) {
    SortedMap<Integer, String> incarnations = new TreeMap<>();
    if (outcome instanceof HttpOutcome.Answered answer && answer.status() == 200) {
      for (JsonNode member : members(answer.body())) {
        incarnations.put(member.path("id").asInt(), member.path("incarnation").asText());
      }
    }
    return new MemberIncarnations(incarnations);
  }

  private static JsonNode members(String body) {
    try {
      return JSON.readTree(body).path("members");
    } catch (JsonProcessingException e) {
      return JSON.createArrayNode(); // The answer was cut short.
    }
  }

  Optional<String> incarnation(int id) {
    return Optional.ofNullable(byId.get(id));
  }
}

package dev.ariadne.server.kv;

import java.util.function.Consumer;

/** Answers requests: what every way into a server calls. */
public interface Service {

  /**
   * Takes a request and returns at once. The reply arrives exactly once, on any thread, perhaps
   * before this returns, and always within the node's own deadline for requests.
   */
  void submit(Request request, Consumer<Reply> reply);
}

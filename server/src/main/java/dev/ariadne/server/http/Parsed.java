package dev.ariadne.server.http;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Request;
import java.net.URI;
import java.net.URISyntaxException;

/** What the head of an HTTP request comes to, before its body is known. */
sealed interface Parsed {

  /** It is answered without asking the node. */
  record Immediate(Answer answer) implements Parsed {}

  /** The node is to be asked; a body means nothing. */
  record Ask(Request request) implements Parsed {}

  /** The node is to be asked once the body is there: it is the value to write. */
  record AskWithBody(Request.Put withoutValue) implements Parsed {

    Request.Put with(Bytes body) {
      return new Request.Put(withoutValue.key(), body, withoutValue.condition(), withoutValue.id());
    }
  }

  /** A server is to be added once the body is there, which is its peer URL. */
  record AddWithBody(int id) implements Parsed {

    /** The request, or what is wrong with the URL. */
    Parsed with(Bytes body) {
      String url = body.utf8().strip();
      String trimmed = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
      return isPeerUrl(trimmed)
          ? new Ask(new Request.AddMember(id, trimmed))
          : new Immediate(
              Answer.failed(400, "the body is the new member's peer URL, http://HOST:PORT"));
    }

    private static boolean isPeerUrl(String url) {
      try {
        URI uri = new URI(url);
        return "http".equals(uri.getScheme())
            && uri.getHost() != null
            && uri.getPort() > 0
            && uri.getPort() <= 65535
            && url.equals("http://" + uri.getHost() + ":" + uri.getPort());
      } catch (URISyntaxException e) {
        return false;
      }
    }
  }
}

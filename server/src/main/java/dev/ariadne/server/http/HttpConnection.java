package dev.ariadne.server.http;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: a request at a time, from its head to the end of its answer. A client
 * may send the next ones early; they wait, most of them in the socket, so answers keep the order of
 * requests, and one client's requests take effect in the order in which it sent them.
 *
 * <p>A request reaches the node only when its body is complete. All methods run on the I/O thread.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {

  /** Where a connection stands. */
  private enum Stage {
    /** Waits for a request's head. */
    HEAD,
    /** Takes a body that is wanted. */
    BODY,
    /** Takes a body that is not wanted, so that the connection can be used again. */
    SKIP,
    /** The node or the answer is on its way; nothing is read. */
    ANSWER,
    /** The last answer is out; what still comes is read and forgotten. */
    LINGER
  }

  /**
   * How long input is swallowed after the last answer: a connection closed over unread input is
   * reset, and the client would never see the answer.
   */
  private static final long LINGER_MILLIS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

  private final HttpKvApi api;
  private final HttpBounds bounds;
  private final boolean turnedAway;

  private Stage stage = Stage.HEAD;

  /** What has arrived and has to wait for its turn: no more than came in one read. */
  private final Deque<Object> inbox = new ArrayDeque<>();

  /** Between a read's first part and its end. */
  private boolean inRead;

  /** Guards {@link #proceed} against itself: an answer may be out before its caller returns. */
  private boolean proceeding;

  /** Ends the present stage if it takes too long; null if it may take its time. */
  private Future<?> patience;

  /** About the present request. */
  private boolean keepAlive;

  private boolean headOnly;
  private HttpVersion version = HttpVersion.HTTP_1_1;
  private Optional<Answer> answered = Optional.empty();
  private Parsed.AskWithBody wanted;
  private Parsed.AddWithBody added;
  private Request request;
  private ByteArrayOutputStream body = new ByteArrayOutputStream(0);
  private long bodyBytes;
  private long bodyBytesTaken;

  /**
   * @param turnedAway there are too many connections: the first request gets 503
   */
  HttpConnection(HttpKvApi api, boolean turnedAway) {
    this.api = api;
    this.bounds = api.bounds();
    this.turnedAway = turnedAway;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    awaitHead(ctx);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    // A body cut short ends here: its request has not been put together, so it goes nowhere.
    endPatience();
    returnBody();
    stage = Stage.LINGER;
    inbox.forEach(ReferenceCountUtil::release);
    inbox.clear();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object part) {
    inRead = true;
    inbox.add(part);
    proceed(ctx);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    inRead = false;
    proceed(ctx);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("{} broke: {}", ctx.channel(), cause.getMessage());
    } else {
      LOG.error("{} is closed", ctx.channel(), cause);
    }
    ctx.close();
  }

  /** Takes what has arrived as far as it is wanted now, then asks for more if more is. */
  private void proceed(ChannelHandlerContext ctx) {
    if (proceeding) {
      return;
    }
    proceeding = true;
    while (stage != Stage.ANSWER && !inbox.isEmpty()) {
      Object part = inbox.poll();
      try {
        take(ctx, part);
      } finally {
        ReferenceCountUtil.release(part);
      }
    }
    proceeding = false;
    // Within a read more parts of it may come; reading on now could meet the client's end too soon.
    if (stage != Stage.ANSWER && !inRead) {
      ctx.read();
    }
  }

  private void take(ChannelHandlerContext ctx, Object part) {
    if (stage != Stage.LINGER && part instanceof HttpRequest head) {
      head(ctx, head);
    }
    if (stage != Stage.LINGER && part instanceof HttpContent content) {
      content(ctx, content);
    }
  }

  private void awaitHead(ChannelHandlerContext ctx) {
    stage = Stage.HEAD;
    patience(ctx, bounds.idleMillis(), ctx::close);
    proceed(ctx);
  }

  private void head(ChannelHandlerContext ctx, HttpRequest head) {
    version = head.protocolVersion();
    keepAlive = HttpUtil.isKeepAlive(head);
    headOnly = head.method().name().equals("HEAD");
    answered = Optional.empty();
    if (head.decoderResult().isFailure()) {
      last(ctx, notHttp(head.decoderResult().cause()));
      return;
    }
    if (turnedAway) {
      last(ctx, Answer.unavailable("too many connections are open"));
      return;
    }
    String expect = head.headers().get(HttpHeaderNames.EXPECT);
    boolean continues = HttpUtil.is100ContinueExpected(head);
    if (expect != null && !continues && version.compareTo(HttpVersion.HTTP_1_1) >= 0) {
      last(ctx, Answer.failed(417, "only 100-continue can be expected"));
      return;
    }
    if (HttpUtil.getContentLength(head, 0L) > bounds.limits().valueBytesMax()) {
      last(ctx, Answers.tooLarge(bounds.limits().valueBytesMax()));
      return;
    }
    Parsed parsed =
        version.equals(HttpVersion.HTTP_1_1) && !head.headers().contains(HttpHeaderNames.HOST)
            ? new Parsed.Immediate(Answer.failed(400, "HTTP/1.1 wants a Host header"))
            : api.parser().parse(head.method().name(), head.uri(), head.headers());
    stage = Stage.SKIP;
    switch (parsed) {
      case Parsed.Immediate(Answer answer) -> answered = Optional.of(answer);
      case Parsed.Ask(Request asked) -> request = asked;
      case Parsed.AskWithBody put -> {
        wanted = put;
        added = null;
        request = null;
        stage = Stage.BODY;
      }
      case Parsed.AddWithBody add -> {
        wanted = null;
        added = add;
        request = null;
        stage = Stage.BODY;
      }
    }
    if (continues && answered.isPresent()) {
      // Whether the body comes all the same is for the client to choose.
      last(ctx, answered.get());
      return;
    }
    patience(ctx, bounds.bodyMillis(), () -> bodyLate(ctx));
    if (continues) {
      ctx.writeAndFlush(
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }
  }

  private void content(ChannelHandlerContext ctx, HttpContent content) {
    if (content.decoderResult().isFailure()) {
      last(ctx, notHttp(content.decoderResult().cause()));
      return;
    }
    ByteBuf bytes = content.content();
    bodyBytes += bytes.readableBytes();
    if (bodyBytes > bounds.limits().valueBytesMax()) {
      last(ctx, Answers.tooLarge(bounds.limits().valueBytesMax()));
      return;
    }
    if (stage == Stage.BODY && !keep(bytes)) {
      last(ctx, Answer.unavailable("too many bytes are being written at this moment"));
      return;
    }
    if (content instanceof LastHttpContent) {
      complete(ctx);
    }
  }

  private boolean keep(ByteBuf bytes) {
    int length = bytes.readableBytes();
    if (!api.takeBodyBytes(length)) {
      return false;
    }
    bodyBytesTaken += length;
    byte[] copy = new byte[length];
    bytes.readBytes(copy);
    body.writeBytes(copy);
    return true;
  }

  private void complete(ChannelHandlerContext ctx) {
    endPatience();
    if (stage == Stage.BODY) {
      withBody(Bytes.copyOf(body.toByteArray()));
    }
    stage = Stage.ANSWER;
    if (answered.isPresent()) {
      answer(ctx, answered.get());
    } else if (!api.beginRequest()) {
      answer(ctx, Answer.unavailable("too many requests are being answered at this moment"));
    } else {
      api.service().submit(request, reply -> ctx.executor().execute(() -> replied(ctx, reply)));
    }
  }

  private void withBody(Bytes content) {
    if (added == null) {
      request = wanted.with(content);
    } else if (added.with(content) instanceof Parsed.Ask(Request asked)) {
      request = asked;
    } else if (added.with(content) instanceof Parsed.Immediate(Answer answer)) {
      answered = Optional.of(answer);
    }
  }

  private void replied(ChannelHandlerContext ctx, Reply reply) {
    api.endRequest();
    if (stage == Stage.ANSWER) {
      answer(ctx, Answers.of(reply));
    }
  }

  private void answer(ChannelHandlerContext ctx, Answer answer) {
    returnBody();
    if (!keepAlive) {
      last(ctx, answer);
      return;
    }
    patience(ctx, bounds.writeMillis(), ctx::close);
    write(ctx, answer).addListener(done -> afterAnswer(ctx, done.isSuccess()));
  }

  private void afterAnswer(ChannelHandlerContext ctx, boolean written) {
    if (written) {
      awaitHead(ctx);
    } else {
      ctx.close();
    }
  }

  /** Answers, and then no more requests are taken on this connection. */
  private void last(ChannelHandlerContext ctx, Answer answer) {
    returnBody();
    keepAlive = false;
    stage = Stage.LINGER;
    patience(ctx, bounds.writeMillis(), ctx::close);
    write(ctx, answer)
        .addListener(
            done -> {
              ((SocketChannel) ctx.channel()).shutdownOutput();
              patience(ctx, LINGER_MILLIS, ctx::close);
              proceed(ctx);
            });
  }

  private ChannelFuture write(ChannelHandlerContext ctx, Answer answer) {
    ByteBuf content =
        headOnly ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer.body().asBuffer());
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), content);
    answer.headers().forEach(h -> response.headers().add(h.getKey(), h.getValue()));
    if (answer.status() != HttpResponseStatus.NO_CONTENT.code()) {
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length());
    }
    HttpUtil.setKeepAlive(response.headers(), version, keepAlive);
    return ctx.writeAndFlush(response);
  }

  private void bodyLate(ChannelHandlerContext ctx) {
    last(ctx, Answer.failed(408, "the body did not arrive in time: nothing was done"));
  }

  private void returnBody() {
    api.returnBodyBytes(bodyBytesTaken);
    bodyBytesTaken = 0;
    bodyBytes = 0;
    body = new ByteArrayOutputStream(0);
    wanted = null;
    request = null;
  }

  private void patience(ChannelHandlerContext ctx, long millis, Runnable atEnd) {
    endPatience();
    patience = ctx.executor().schedule(atEnd, millis, TimeUnit.MILLISECONDS);
  }

  private void endPatience() {
    if (patience != null) {
      patience.cancel(false);
      patience = null;
    }
  }

  private static Answer notHttp(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException tooLong -> Answer.failed(414, "the request's line is too long");
      case TooLongHttpHeaderException tooLong -> Answer.failed(431, "the headers are too long");
      default -> Answer.failed(400, "this is not HTTP: " + firstLine(cause));
    };
  }

  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}

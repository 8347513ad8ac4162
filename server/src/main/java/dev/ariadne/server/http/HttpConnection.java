package dev.ariadne.server.http;

import dev.ariadne.server.base.Bytes;
import dev.ariadne.server.kv.Reply;
import dev.ariadne.server.kv.Request;
import dev.ariadne.server.os.FatalErrors;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: a request at a time, from its head to the end of its answer. A client
 * may send the next ones early; they wait, all but {@link #READ_BYTES} in the socket, so answers
 * keep the order of requests, and one client's requests take effect in the order in which it sent
 * them.
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

  /** How much is read at a time while it is not known whose it is: no more can be read ahead. */
  static final int READ_BYTES = 2048;

  /** How much of a body is read at a time. */
  private static final int BODY_READ_BYTES = 64 << 10;

  /**
   * How long input is swallowed after the last answer: a connection closed over unread input is
   * reset, and the client would never see the answer.
   */
  private static final long LINGER_MILLIS = 2_000;

  private static final byte[] NONE = new byte[0];

  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

  private final HttpKvApi api;
  private final HttpBounds bounds;
  private final boolean turnedAway;
  private final HeadReader heads;

  private Stage stage = Stage.HEAD;

  /** What has been read and has to wait for its turn. */
  private byte[] ahead = NONE;

  /** Between a read's bytes and its end. */
  private boolean inRead;

  /** Guards {@link #take} against itself: an answer may be out before its caller returns. */
  private boolean taking;

  /** Ends the present stage if it takes too long; null if it may take its time. */
  private Future<?> patience;

  /** About the present request. */
  private boolean keepAlive;

  private boolean headOnly;
  private HttpVersion version = HttpVersion.HTTP_1_1;
  private Optional<Answer> answered = Optional.empty();
  private Parsed.AskWithBody wanted;
  private Request request;
  private BodyReader body;
  private BodyBytes bodyBytes = new BodyBytes();

  /** What the head that has been read takes until the request is answered. */
  private long headHeldBytes;

  /** What this connection has taken of the bounds that all share. */
  private long requestBytesTaken;

  private long answerBytesTaken;

  /**
   * @param turnedAway there are too many connections: the first request gets 503
   */
  HttpConnection(HttpKvApi api, boolean turnedAway) {
    this.api = api;
    this.bounds = api.bounds();
    this.turnedAway = turnedAway;
    this.heads = new HeadReader(bounds);
  }

  /** How many bytes the next read may take. */
  int readBytes() {
    long certain = body == null ? 0 : body.certainBytes();
    return Math.clamp(certain, READ_BYTES, BODY_READ_BYTES);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    awaitHead(ctx);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    // A body cut short ends here: its request has not been put together, so it goes nowhere.
    endPatience();
    stage = Stage.LINGER;
    api.waitsNoMore(ctx.channel());
    forgetRequest();
    heads.clear();
    ahead = NONE;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    inRead = true;
    ByteBuf in = (ByteBuf) message;
    try {
      take(ctx, in);
    } finally {
      in.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    inRead = false;
    proceed(ctx);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    FatalErrors.endIfFatal(cause);
    if (cause instanceof IOException) {
      LOG.debug("{} broke: {}", ctx.channel(), cause.getMessage());
    } else {
      LOG.error("{} is closed", ctx.channel(), cause);
    }
    ctx.close();
  }

  /** Takes what has been read as far as it is wanted now, then asks for more if more is. */
  private void proceed(ChannelHandlerContext ctx) {
    if (taking) {
      return;
    }
    if (stage != Stage.ANSWER && ahead.length > 0) {
      ByteBuf in = Unpooled.wrappedBuffer(ahead);
      ahead = NONE;
      take(ctx, in);
    }
    // Within a read more parts of it may come; reading on now could meet the client's end too soon.
    if (stage != Stage.ANSWER && !inRead) {
      ctx.read();
    }
  }

  /** Takes bytes in the order in which they came; those whose turn has not come are kept. */
  private void take(ChannelHandlerContext ctx, ByteBuf in) {
    taking = true;
    try {
      while (in.isReadable() && stage != Stage.ANSWER && stage != Stage.LINGER) {
        if (stage == Stage.HEAD) {
          readHead(ctx, in);
        } else {
          readBody(ctx, in);
        }
      }
    } finally {
      taking = false;
    }
    if (stage == Stage.ANSWER && in.isReadable()) {
      ahead = ByteBufUtil.getBytes(in);
    }
  }

  private void readHead(ChannelHandlerContext ctx, ByteBuf in) {
    try {
      Optional<Head> head = heads.read(in);
      if (head.isPresent()) {
        api.waitsNoMore(ctx.channel());
        head(ctx, head.get());
        return;
      }
    } catch (Rejection rejection) {
      version = HttpVersion.HTTP_1_1;
      headOnly = false;
      last(ctx, rejection.answer());
      return;
    }
    if (!hold(heads.heldBytes())) {
      last(ctx, Answer.unavailable("the requests that are arriving take too much memory"));
    }
  }

  private void readBody(ChannelHandlerContext ctx, ByteBuf in) {
    try {
      body.read(in, this::keep);
    } catch (Rejection rejection) {
      last(ctx, rejection.answer());
      return;
    }
    if (body.ended()) {
      complete(ctx);
    }
  }

  private void awaitHead(ChannelHandlerContext ctx) {
    stage = Stage.HEAD;
    if (!turnedAway) {
      api.waits(ctx.channel());
    }
    patience(ctx, bounds.idleMillis(), ctx::close);
    proceed(ctx);
  }

  private void head(ChannelHandlerContext ctx, Head head) {
    version = head.minorVersion() == 1 ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_1_0;
    keepAlive = head.keepAlive();
    headOnly = head.method().equals("HEAD");
    answered = Optional.empty();
    if (turnedAway) {
      last(ctx, Answer.unavailable("too many connections are open"));
      return;
    }
    if (head.body() instanceof Head.Length.Known(long bytes)
        && !bounds.limits().takesValue(bytes)) {
      last(ctx, Answers.tooLarge(bounds.limits().valueBytesMax()));
      return;
    }
    headHeldBytes = headBytes(head);
    if (!hold(headHeldBytes)) {
      last(ctx, Answer.unavailable("the requests that are arriving take too much memory"));
      return;
    }
    begin(api.parser().parse(head.method(), head.target(), head.headers()), head);
    body = new BodyReader(head.body());
    if (body.ended()) {
      complete(ctx);
      return;
    }
    if (head.expectsContinue() && answered.isPresent()) {
      // Whether the body comes all the same is for the client to choose.
      last(ctx, answered.get());
      return;
    }
    patience(ctx, bounds.bodyMillis(), () -> bodyLate(ctx));
    if (head.expectsContinue()) {
      ctx.writeAndFlush(
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }
  }

  private void begin(Parsed parsed, Head head) {
    stage = Stage.SKIP;
    switch (parsed) {
      case Parsed.Immediate(Answer answer) -> answered = Optional.of(answer);
      case Parsed.Ask(Request asked) -> request = asked;
      case Parsed.AskWithBody put -> {
        if (head.body() instanceof Head.Length.Absent && !put.mayLackLength()) {
          // Whatever such a client sends next may be the body after all, not a request.
          keepAlive = false;
          answered =
              Optional.of(
                  Answer.failed(
                      411,
                      "a write has a Content-Length, 0 for an empty value, or comes in chunks"));
          return;
        }
        wanted = put;
        request = null;
        stage = Stage.BODY;
      }
    }
  }

  private void keep(ByteBuf part) throws Rejection {
    if (!bounds.limits().takesValue(bodyBytes.count() + (long) part.readableBytes())) {
      throw new Rejection(Answers.tooLarge(bounds.limits().valueBytesMax()));
    }
    if (stage == Stage.SKIP) {
      bodyBytes.skip(part);
      return;
    }
    if (!hold(headHeldBytes + bodyBytes.heldWith(part.readableBytes()))) {
      throw new Rejection(Answer.unavailable("too many bytes are being written at this moment"));
    }
    bodyBytes.add(part);
  }

  private void complete(ChannelHandlerContext ctx) {
    endPatience();
    if (stage == Stage.BODY) {
      try {
        Bytes content = bodyBytes.toBytes();
        bodyBytes = new BodyBytes();
        request = wanted.completion().with(content);
        hold(headHeldBytes + content.length());
      } catch (Rejection rejection) {
        answered = Optional.of(rejection.answer());
      }
    }
    stage = Stage.ANSWER;
    body = null;
    if (answered.isPresent()) {
      answer(ctx, answered.get());
    } else if (!api.beginRequest()) {
      answer(ctx, Answer.unavailable("too many requests are being answered at this moment"));
    } else {
      api.service().submit(request, reply -> ctx.executor().execute(() -> replied(ctx, reply)));
    }
  }

  private void replied(ChannelHandlerContext ctx, Reply reply) {
    api.endRequest();
    if (stage != Stage.ANSWER) {
      return;
    }
    Answer answer = Answers.of(api.withOwnMetrics(reply));
    // Only reads have answers that do not fit into a connection's room, and they changed nothing.
    answer(
        ctx,
        holdAnswer(answer.body().length())
            ? answer
            : Answer.unavailable("too many bytes are being read at this moment"));
  }

  private void answer(ChannelHandlerContext ctx, Answer answer) {
    forgetRequest();
    if (!keepAlive) {
      last(ctx, answer);
      return;
    }
    patience(ctx, bounds.writeMillis(), ctx::close);
    write(ctx, answer).addListener(done -> afterAnswer(ctx, done.isSuccess()));
  }

  private void afterAnswer(ChannelHandlerContext ctx, boolean written) {
    holdAnswer(0);
    if (written) {
      awaitHead(ctx);
    } else {
      ctx.close();
    }
  }

  /** Answers, and then no more requests are taken on this connection. */
  private void last(ChannelHandlerContext ctx, Answer answer) {
    api.waitsNoMore(ctx.channel());
    forgetRequest();
    heads.clear();
    keepAlive = false;
    stage = Stage.LINGER;
    patience(ctx, bounds.writeMillis(), ctx::close);
    write(ctx, answer)
        .addListener(
            done -> {
              holdAnswer(0);
              ((SocketChannel) ctx.channel()).shutdownOutput();
              patience(ctx, LINGER_MILLIS, ctx::close);
              proceed(ctx);
            });
  }

  private ChannelFuture write(ChannelHandlerContext ctx, Answer answer) {
    api.countResponse(answer.status());
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
    if (!keepAlive) {
      // To HTTP/1.0 as well, though it is the default there: the answer is one of HTTP/1.1.
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    return ctx.writeAndFlush(response);
  }

  private void bodyLate(ChannelHandlerContext ctx) {
    last(ctx, Answer.failed(408, "the body did not arrive in time: nothing was done"));
  }

  private void forgetRequest() {
    headHeldBytes = 0;
    hold(0);
    body = null;
    bodyBytes = new BodyBytes();
    wanted = null;
    request = null;
  }

  /** What of a head is held until the answer: the key, and what its headers mean. */
  private static long headBytes(Head head) {
    long bytes = head.target().length();
    for (var header : head.headers()) {
      bytes += header.getValue().length();
    }
    return bytes;
  }

  /**
   * Holds this many bytes of a request, instead of those that it held before.
   *
   * @return false if there are too many of all connections: it holds what it held before
   */
  private boolean hold(long bytes) {
    long shared = Math.max(0, bytes - HttpBounds.ROOM_BYTES);
    if (!api.requestBytes().take(shared - requestBytesTaken)) {
      return false;
    }
    requestBytesTaken = shared;
    return true;
  }

  /** As {@link #hold}, of an answer; 0 when it is out. */
  private boolean holdAnswer(long bytes) {
    long shared = Math.max(0, bytes - HttpBounds.ROOM_BYTES);
    if (!api.answerBytes().take(shared - answerBytesTaken)) {
      return false;
    }
    answerBytesTaken = shared;
    return true;
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
}

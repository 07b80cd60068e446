package io.metaflows.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.metaflows.auth.Authority;
import io.metaflows.auth.Token;
import io.metaflows.auth.TokenHeaders;
import io.metaflows.channels.Forms;
import io.metaflows.channels.Switch;
import io.metaflows.channels.Trigger;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Scope;
import io.metaflows.schema.Limits;
import io.metaflows.schema.Schemas;
import io.metaflows.store.Documents;
import io.metaflows.store.IdempotencyRecords;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Where every request comes in: from a request to an answer in the envelope, with the checks in the
 * order of contract, section 3. It never throws.
 */
public final class FrontDoor {

  private static final Logger LOG = Logger.getLogger(FrontDoor.class);

  private final House house;
  private final Authority authority;
  private final DocumentRequests documents;
  private final ChannelRequests channels;
  private final RequestBody bodies;
  private final Envelope envelope;

  /**
   * What a request walks through.
   *
   * @param telephony the switch; empty where none is named, and the channel route says so
   */
  public record Rooms(
      Authority authority,
      Schemas schemas,
      Documents documents,
      IdempotencyRecords records,
      Optional<Switch> telephony) {}

  /**
   * How the house is kept.
   *
   * @param version ours, on every answer
   * @param servesDocuments whether the document routes are answered here
   * @param servesChannels whether the channel route is answered here
   * @param documentDeadline how long a request about a document may take
   * @param channelDeadline how long a request about a channel may take
   * @param switchTimeout how long the switch may take to answer
   * @param mostBytes of a body
   * @param limits of what is in a body
   */
  public record House(
      String version,
      boolean servesDocuments,
      boolean servesChannels,
      Duration documentDeadline,
      Duration channelDeadline,
      Duration switchTimeout,
      int mostBytes,
      Limits limits) {

    boolean serves(Route route) {
      return route instanceof Route.Channel ? servesChannels : servesDocuments;
    }

    Duration deadline(Optional<Route> route) {
      return route.filter(Route.Channel.class::isInstance).isPresent()
          ? channelDeadline
          : documentDeadline;
    }
  }

  private FrontDoor(
      House house,
      Authority authority,
      DocumentRequests documents,
      ChannelRequests channels,
      RequestBody bodies,
      Envelope envelope) {
    this.house = house;
    this.authority = authority;
    this.documents = documents;
    this.channels = channels;
    this.bodies = bodies;
    this.envelope = envelope;
  }

  /** The door to these rooms. */
  public static FrontDoor open(Rooms rooms, House house) {
    Envelope envelope = new Envelope(house.version());
    Trigger trigger =
        new Trigger(
            rooms.telephony().orElseGet(NoSwitch::new),
            rooms.documents(),
            rooms.records(),
            rooms.schemas(),
            house.switchTimeout());
    return new FrontDoor(
        house,
        rooms.authority(),
        new DocumentRequests(rooms.documents(), rooms.schemas(), envelope),
        new ChannelRequests(trigger, new Forms(rooms.schemas()), envelope),
        new RequestBody(house.mostBytes(), house.limits()),
        envelope);
  }

  /** Does what the first request would otherwise have to do before its caller is known. */
  public void prime() {
    authority.prime();
  }

  /** The answer to a request; every failure is one in the envelope. */
  public Answer answer(Request request) {
    long start = System.nanoTime();
    Optional<Route> route = Route.of(request.segments()).filter(house::serves);
    Exchange exchange =
        new Exchange(
            request,
            Exchange.requestIdOf(request),
            tokenOf(request),
            Deadline.in(house.deadline(route)));
    Answer answer = answer(exchange, route);
    AccessLog.write(exchange, route, answer.status(), Duration.ofNanos(System.nanoTime() - start));
    return answer;
  }

  /** Empty for no token, for two different ones, and for what cannot be a token. */
  private static Optional<Token> tokenOf(Request request) {
    return TokenHeaders.read(
            request.header("x-auth-token").stream().toList(),
            request.header("authorization").stream().toList())
        .presentToken();
  }

  private Answer answer(Exchange exchange, Optional<Route> route) {
    try {
      return admit(exchange, route.orElseThrow(() -> new Refused(Problem.unknownPath())));
    } catch (Refused refused) {
      return envelope.error(exchange, refused.problem());
    } catch (RuntimeException | StackOverflowError unforeseen) {
      LOG.errorf(unforeseen, "unforeseen failure request_id=%s", exchange.requestId());
      return envelope.error(exchange, Problem.internalError());
    }
  }

  private Answer admit(Exchange exchange, Route route) {
    String method = exchange.request().method();
    if (!route.methods().contains(method)) {
      throw new Refused(Problem.method(route.methods()));
    }
    Token token = exchange.token().orElseThrow(() -> new Refused(Problem.invalidCredentials()));
    if (route instanceof Route.Channel channel) {
      AccountId account = channel.account();
      CallId call = channel.call();
      authorize(exchange, token, account);
      return channels.put(exchange, account, call, authority.upstream(token), envelopeOf(exchange));
    }
    Scope scope = ((Route.Documents) route).scope();
    authorize(exchange, token, scope.account());
    return switch (method) {
      case "GET" -> {
        refuseTunnelling(exchange.request(), Optional.empty());
        yield documents.get(exchange, scope);
      }
      case "DELETE" -> {
        refuseTunnelling(exchange.request(), Optional.empty());
        yield documents.delete(exchange, scope);
      }
      default -> documents.post(exchange, scope, dataOf(envelopeOf(exchange)));
    };
  }

  private void authorize(Exchange exchange, Token token, AccountId account) {
    authority
        .decide(token, account, exchange.deadline())
        .fold(new RefusalOfDecision(account))
        .ifPresent(
            problem -> {
              throw new Refused(problem);
            });
  }

  /**
   * The envelope of a POST or PUT, with {@code data} in it: content type, size, JSON, {@code data},
   * {@code verb}.
   */
  private ObjectNode envelopeOf(Exchange exchange) {
    ObjectNode sent = bodies.read(exchange.request());
    JsonNode data = sent.get("data");
    if (data == null || data.isNull()) {
      throw new Refused(Problem.dataMissing(Optional.of(sent)));
    }
    if (!data.isObject()) {
      throw new Refused(Problem.dataNotObject(data));
    }
    refuseTunnelling(exchange.request(), Optional.of(sent));
    return sent;
  }

  private static ObjectNode dataOf(ObjectNode sent) {
    return (ObjectNode) sent.get("data");
  }

  /**
   * A POST that means DELETE must not replace a document, so a {@code verb} is only taken where it
   * changes nothing.
   */
  private static void refuseTunnelling(Request request, Optional<ObjectNode> sent) {
    for (String verb : QueryString.all(request.query(), "verb")) {
      if (!verb.equalsIgnoreCase(request.method())) {
        throw new Refused(Problem.methodTunnelling(TextNode.valueOf(verb)));
      }
    }
    Optional<JsonNode> inEnvelope = sent.map(envelope -> envelope.get("verb"));
    if (inEnvelope.isPresent()
        && !inEnvelope.get().isNull()
        && !inEnvelope.get().asText().equalsIgnoreCase(request.method())) {
      throw new Refused(Problem.methodTunnelling(inEnvelope.get()));
    }
  }
}

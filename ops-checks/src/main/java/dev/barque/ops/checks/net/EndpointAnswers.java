package dev.barque.ops.checks.net;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Does an HTTP endpoint answer as it should? Sends one GET through the {@link HttpClient} of the context, whose threads,
 * proxy and trust are the host's business, and looks at status, time and the first 64 KiB of the body.
 */
public final class EndpointAnswers implements HealthCheck {
    private static final String ID = "http-endpoint";
    private static final String REMEDY =
            "Look at the service and its log, and whether the address is still the right one.";

    private final URI address;
    private final int status;
    private final @Nullable Pattern body;
    private final Redirects redirects;
    private final Times times;

    private EndpointAnswers(URI address, int status, @Nullable Pattern body, Redirects redirects, Times times) {
        this.address = address;
        this.status = status;
        this.body = body;
        this.redirects = redirects;
        this.times = times;
    }

    /** Where redirections may lead. */
    public enum Redirects {
        /** Nowhere: a redirection is an answer, and its status counts. */
        NONE,
        /** To the same scheme, host and port. */
        SAME_ORIGIN,
        /** Anywhere but from https to http. */
        ANYWHERE
    }

    /**
     * Status 200 without redirection, degraded after 1 s, given up after 5 s. Its id is {@code http-endpoint-} and the
     * address without its query, which is not shown either: it may hold a key.
     */
    public static EndpointAnswers at(URI address) {
        boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        CheckErrors.require(
                isHttp && address.getHost() != null && address.getUserInfo() == null,
                ID,
                "address",
                isHttp ? Redirection.shown(address) : "of scheme " + address.getScheme(),
                "an http or https address with a host and without a password");
        return new EndpointAnswers(
                address, 200, null, Redirects.NONE, new Times(Duration.ofSeconds(1), Duration.ofSeconds(5)));
    }

    /** The same check for another status. */
    public EndpointAnswers status(int expected) {
        CheckErrors.require(expected >= 200 && expected <= 599, ID, "status", expected, "200 to 599");
        return new EndpointAnswers(address, expected, body, redirects, times);
    }

    /** The same check, unhealthy where the pattern is found nowhere in the body, such as {@code "status":"healthy"}. */
    public EndpointAnswers bodyContaining(Pattern expected) {
        return new EndpointAnswers(address, status, expected, redirects, times);
    }

    /** The same check, following up to five redirections. */
    public EndpointAnswers following(Redirects allowed) {
        return new EndpointAnswers(address, status, body, allowed, times);
    }

    /** The same check with other times: an answer later than {@code slowAfter} is degraded. */
    public EndpointAnswers within(Duration slowAfter, Duration giveUpAfter) {
        return new EndpointAnswers(address, status, body, redirects, Times.of(ID, slowAfter, giveUpAfter));
    }

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                Ids.of(ID, Redirection.shown(address)),
                "Does " + Redirection.shown(address) + " answer as it should?",
                Set.of(HttpClient.class),
                times.deadline(),
                Criticality.IMPORTANT,
                Set.of("host", "pre-market"));
    }

    @Override
    public Verdict run(CheckContext context) {
        String where = Redirection.shown(address);
        Findings findings = new Findings();
        long start = System.nanoTime();
        try {
            HttpResponse<String> answer = ask(context.get(HttpClient.class), start);
            look(answer, findings);
            times.look(where, start, REMEDY, findings);
        } catch (TimeoutException e) {
            findings.unhealthy(where, "no whole answer", "one within " + Figures.time(times.giveUp()), REMEDY);
        } catch (ExecutionException e) {
            findings.unhealthy(where, "no answer: " + e.getCause(), "status " + status, REMEDY);
        } catch (Redirection.Refused e) {
            findings.unhealthy(
                    where,
                    String.valueOf(e.getMessage()),
                    "redirections: " + redirects,
                    "Give the check the address where the service is now, or allow more redirections if they are meant.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Verdict.Unknown("The check was interrupted before " + where + " answered. Run it again.");
        }
        return findings.or("It answered with status " + status + " within " + Figures.time(times.slow()) + ".");
    }

    private HttpResponse<String> ask(HttpClient client, long start)
            throws ExecutionException, InterruptedException, TimeoutException, Redirection.Refused {
        URI at = address;
        for (int followed = 0; ; followed++) {
            long left = times.giveUp().toNanos() - (System.nanoTime() - start);
            if (left <= 0) {
                throw new TimeoutException();
            }
            HttpRequest request = HttpRequest.newBuilder(at)
                    .timeout(Duration.ofNanos(left))
                    .GET()
                    .build();
            CompletableFuture<HttpResponse<String>> asked = client.sendAsync(request, told -> new FirstOfBody());
            HttpResponse<String> answer;
            try {
                // The time-out of a request ends with its headers; this one ends with the body.
                answer = asked.get(left, TimeUnit.NANOSECONDS);
            } finally {
                asked.cancel(true);
            }
            // A client of the host may follow by itself.
            Redirection.require(redirects, at, answer.uri());
            String location = answer.headers().firstValue("Location").orElse("");
            boolean isRedirection = answer.statusCode() / 100 == 3 && !location.isEmpty();
            if (!isRedirection || redirects == Redirects.NONE || answer.statusCode() == status) {
                return answer;
            }
            at = Redirection.next(redirects, answer.uri(), location, followed);
        }
    }

    private void look(HttpResponse<String> answer, Findings findings) {
        String where = Redirection.shown(answer.uri());
        if (answer.statusCode() != status) {
            findings.unhealthy(where, "status " + answer.statusCode(), "status " + status, REMEDY);
        } else if (body != null && !body.matcher(answer.body()).find()) {
            findings.unhealthy(
                    where,
                    "a body that begins with '" + FirstOfBody.shown(answer.body()) + "'",
                    "one in which /" + body + "/ is found",
                    REMEDY);
        }
    }
}

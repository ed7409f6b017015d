package org.vipagent.cloud.cloudstack.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Optional;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;

/** Reads bodies and status codes into {@link Reply replies}. */
final class ReplyReader {
    private static final int TEXT_LIMIT = 300;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ReplyReader() {}

    static Reply read(String command, ApiAnswer.Replied replied) {
        return content(replied.body())
                .map(content -> judged(command, replied, content))
                .orElseGet(() -> unreadable(command, replied.status()));
    }

    // The top key is not always the command with "response" behind it (addIpToNic: addiptovmnicresponse), so take
    // the only one, whatever it is called.
    private static Optional<JsonNode> content(String body) {
        try {
            JsonNode top = JSON.readTree(body);
            boolean wrapped = top != null
                    && top.isObject()
                    && top.size() == 1
                    && top.elements().next().isObject();
            return wrapped ? Optional.of(top.elements().next()) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Reply judged(String command, ApiAnswer.Replied replied, JsonNode content) {
        int status = replied.status();
        boolean error = status != 200 || content.has("errorcode");
        if (!error) {
            return new Reply.Accepted(content);
        }
        int code = content.path("errorcode").asInt(status);
        String text = clean(content.path("errortext").asText(""));
        String clock = kind(code) == Kind.AUTHENTICATION
                ? replied.misdated().map(ReplyReader::clock).orElse("")
                : "";
        CloudFailure failure =
                new CloudFailure(kind(code), command + " was answered with " + code + ": " + text + clock);
        return isAmbiguous(code) ? new Reply.Lost(failure, true) : new Reply.Refused(failure);
    }

    private static Reply unreadable(String command, int status) {
        if (status == 200) {
            String text = command + " was answered with something that is not the API's JSON";
            return new Reply.Lost(new CloudFailure(Kind.PROTOCOL, text), true);
        }
        boolean redirect = status >= 300 && status < 400;
        String text = command + " was answered with " + status
                + (redirect ? ", a redirect, which is not followed" : ", without a readable reason");
        CloudFailure failure = new CloudFailure(kindOfUnreadable(status), text);
        return status >= 500 && status < 530 ? new Reply.Lost(failure, true) : new Reply.Refused(failure);
    }

    // Whoever stands before the API speaks for itself alone: its 404 says nothing of the object that was asked for.
    private static Kind kindOfUnreadable(int status) {
        boolean ofWhoeverAnswers = status == 401 || status == 403 || status == 429 || status >= 500;
        return ofWhoeverAnswers && kind(status) != Kind.REFUSED ? kind(status) : Kind.PROTOCOL;
    }

    // A wrong clock is answered in the very words of a wrong key.
    private static String clock(Duration misdated) {
        return " (the request was dated " + misdated.abs().toSeconds()
                + " s wrong by this machine's clock; the next one is dated by the cloud's)";
    }

    // Gateways answer so when the server behind them is slow or going down; and a server that is being shut down
    // answers 503 after a create command has already written its row.
    private static boolean isAmbiguous(int code) {
        return code >= 500 && code < 530;
    }

    private static Kind kind(int code) {
        return switch (code) {
            case 401 -> Kind.AUTHENTICATION;
            case 429 -> Kind.THROTTLED;
            case 403, 405, 411, 432, 531 -> Kind.NOT_PERMITTED;
            case 532, 536, 537 -> Kind.REFUSED;
            default -> code >= 500 ? Kind.SERVER : code >= 400 ? Kind.REFUSED : Kind.PROTOCOL;
        };
    }

    static String clean(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= TEXT_LIMIT ? line : line.substring(0, TEXT_LIMIT) + "…";
    }
}

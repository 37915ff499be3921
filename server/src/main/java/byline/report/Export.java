package byline.report;

import byline.http.Json;
import byline.http.Reply;
import byline.http.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All events of a question, written while they are read: one JSON object a line, or a table for spreadsheets.
enum Export {
    NDJSON("application/x-ndjson") {
        @Override
        String head() {
            return "";
        }

        @Override
        byte[] line(EventItem event) {
            return Json.write(event);
        }
    },
    CSV("text/csv") {
        @Override
        String head() {
            return "event_id,session_id,event_type,source_role,content_telemetry_id,content_url,content_id,"
                    + "event_timestamp,platform_id,agent_id,bot_name,purpose,ctx_token,event_data\r\n";
        }

        @Override
        byte[] line(EventItem event) {
            return Stream.of(
                            event.eventId().toString(),
                            event.sessionId(),
                            event.eventType(),
                            event.sourceRole(),
                            event.contentTelemetryId(),
                            event.contentUrl(),
                            event.contentId(),
                            event.eventTimestamp(),
                            event.platformId(),
                            event.agentId(),
                            event.botName(),
                            event.purpose(),
                            event.ctxToken(),
                            event.eventData())
                    .map(Export::cell)
                    .collect(Collectors.joining(",", "", "\r"))
                    .getBytes(StandardCharsets.UTF_8);
        }
    };

    private final String mediaType;

    Export(String mediaType) {
        this.mediaType = mediaType;
    }

    abstract String head();

    abstract byte[] line(EventItem event);

    /// The form that the request's `Accept` asks for, unless that is the page of JSON.
    static Optional<Export> wanted(Request request) {
        List<String> accepted = request.headers("Accept").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(value -> value.split(";", 2)[0].strip())
                .toList();
        return Arrays.stream(values())
                .filter(form -> accepted.contains(form.mediaType))
                .findFirst();
    }

    Reply reply(Pages pages, Pages.Listing<EventItem> listing) {
        return Reply.streaming(mediaType + "; charset=utf-8", out -> {
            out.write(head().getBytes(StandardCharsets.UTF_8));
            pages.forEach(listing, event -> write(out, line(event)));
        });
    }

    private static void write(OutputStream out, byte[] line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// A cell that a spreadsheet would run as a formula begins with an apostrophe.
    private static String cell(@Nullable String value) {
        if (value == null) {
            return "";
        }
        String text = value.matches("(?s)[=+\\-@\t\r].*") ? "'" + value : value;
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}

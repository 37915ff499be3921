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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All events of a question, written while they are read: one JSON object a line, or a table for spreadsheets.
enum Export {
    NDJSON("application/x-ndjson") {
        @Override
        <T> String head(Table<T> table) {
            return "";
        }

        @Override
        <T> byte[] line(Table<T> table, T event) {
            return Json.write(event);
        }
    },
    CSV("text/csv") {
        @Override
        <T> String head(Table<T> table) {
            return String.join(",", table.columns()) + "\r\n";
        }

        @Override
        <T> byte[] line(Table<T> table, T event) {
            return table.cells().apply(event).stream()
                    .map(Export::cell)
                    .collect(Collectors.joining(",", "", "\r"))
                    .getBytes(StandardCharsets.UTF_8);
        }
    };

    /// How an event stands in a row: its columns, and what it has for each, null for nothing.
    record Table<T>(List<String> columns, Function<T, List<@Nullable String>> cells) {}

    private final String mediaType;

    Export(String mediaType) {
        this.mediaType = mediaType;
    }

    abstract <T> String head(Table<T> table);

    abstract <T> byte[] line(Table<T> table, T event);

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

    <T> Reply reply(Pages pages, Pages.Listing<?, T> listing, Table<T> table) {
        Consumer<Consumer<T>> events = pages.all(listing);
        return Reply.streaming(mediaType + "; charset=utf-8", out -> {
            out.write(head(table).getBytes(StandardCharsets.UTF_8));
            events.accept(event -> write(out, line(table, event)));
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

package byline.store.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The text of one `.sql` file, and its `:name` parameters in the order the engine wants their values.
record Sql(String text, List<String> names) {
    private static final Pattern PART = Pattern.compile("\\{([a-z_]+)}");
    private static final Pattern SKIPPED_OR_NAME = Pattern.compile("--[^\n]*|'[^']*'|::|:([a-z][a-z0-9_]*)");

    /// Reads `<name>.sql` of this package; `{visible}` in it stands for what `part/visible.sql` says.
    ///
    /// @throws IllegalArgumentException when there is none
    static Sql load(String name) {
        return parse(
                PART.matcher(read(name)).replaceAll(part -> Matcher.quoteReplacement(read("part/" + part.group(1)))));
    }

    private static String read(String name) {
        try (InputStream file = Sql.class.getResourceAsStream(name + ".sql")) {
            if (file == null) {
                throw new IllegalArgumentException("no SQL file " + name);
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Sql parse(String file) {
        List<String> names = new ArrayList<>();
        String text = SKIPPED_OR_NAME.matcher(file).replaceAll(found -> {
            if (found.group(1) == null) {
                return Matcher.quoteReplacement(found.group());
            }
            names.add(found.group(1));
            return "?";
        });
        return new Sql(text, List.copyOf(names));
    }

    /// A new statement with its values.
    ///
    /// @throws IllegalArgumentException when a name has no value, not even null
    PreparedStatement bind(Connection connection, Map<String, ? extends @Nullable Object> values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        bind(statement, values);
        return statement;
    }

    /// Gives a statement of this text its values; times are instants, lists become arrays of text or of ids.
    ///
    /// @throws IllegalArgumentException when a name has no value, not even null
    void bind(PreparedStatement statement, Map<String, ? extends @Nullable Object> values) throws SQLException {
        for (int index = 0; index < names.size(); index++) {
            String name = names.get(index);
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException("no value for :" + name);
            }
            statement.setObject(index + 1, engineValue(statement.getConnection(), values.get(name)));
        }
    }

    private static @Nullable Object engineValue(Connection connection, @Nullable Object value) throws SQLException {
        return switch (value) {
            case Instant instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
            case Collection<?> ids
            when ids.iterator().hasNext() && ids.iterator().next() instanceof UUID ->
                connection.createArrayOf("UUID", ids.toArray());
            case Collection<?> texts -> connection.createArrayOf("VARCHAR", texts.toArray());
            case null, default -> value;
        };
    }
}

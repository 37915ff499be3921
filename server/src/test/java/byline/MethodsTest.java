package byline;

import static org.assertj.core.api.Assertions.assertThat;

import byline.http.Routes.Route;
import byline.identity.Caller.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a known path says to a method it does not serve.
class MethodsTest {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    @Test
    void everyKnownPathRefusesOtherMethodsAndNamesItsOwn(@TempDir Path folder) {
        try (RunningServer server = new RunningServer(folder)) {
            Map<String, Set<String>> served = server.routes().stream()
                    .collect(Collectors.groupingBy(
                            Route::pattern, Collectors.mapping(Route::method, Collectors.toCollection(TreeSet::new))));
            List<String> wrong = new ArrayList<>();
            served.forEach((pattern, own) -> {
                if (pattern.endsWith("*")) {
                    return;
                }
                String path = pattern.replaceAll("\\{[^}]*}", "x_0000000000000000000000");
                for (String method : METHODS) {
                    if (!own.contains(method)) {
                        Answer answer = server.anyone().send(method, path, null);
                        if (answer.status() != 405 || !answer.header("allow").equals(String.join(", ", own))) {
                            wrong.add(method + " " + path + " " + answer.status() + " " + answer.header("allow"));
                        }
                    }
                }
            });
            assertThat(wrong).isEmpty();
        }
    }
}

package byline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import byline.AuthorisationTable;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardsTest {
    @TempDir
    Path folder;

    @Test
    void everyRouteOfThePlaneIsInTheTable() {
        Set<String> tested = AuthorisationTable.read().routes().stream()
                .map(route -> pattern(route.method(), route.path()))
                .collect(Collectors.toSet());
        try (TestServer server = new TestServer(folder)) {
            assertThat(server.routes().list().stream()
                            .filter(route -> !route.pattern().startsWith("/probe/"))
                            .map(route -> pattern(route.method(), route.pattern())))
                    .isSubsetOf(tested);
        }
    }

    private static String pattern(String method, String path) {
        return method + " " + path.replaceAll("\\{[a-z-]+}", "{}").replaceAll("\\?.*", "");
    }
}

package byline.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Every route of the server, in the order it was registered; what is not in here answers 404.
public final class Routes {
    /// Reads, calls, replies.
    @FunctionalInterface
    public interface Handler {
        Reply handle(Request request);
    }

    /// One method at one path.
    ///
    /// @param pattern path with `{name}` parameters
    public record Route(String method, String pattern, Handler handler) {
        /// As `GET /sites/{id}`.
        String name() {
            return (method + " " + pattern).strip();
        }
    }

    /// Sees every request at a path or below it, before whatever answers it.
    record Watch(String path, Consumer<Request> look) {
        boolean covers(String asked) {
            return asked.equals(path) || asked.startsWith(path + "/");
        }
    }

    private final List<Route> routes = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();

    public Routes get(String pattern, Handler handler) {
        return add("GET", pattern, handler);
    }

    public Routes post(String pattern, Handler handler) {
        return add("POST", pattern, handler);
    }

    public Routes put(String pattern, Handler handler) {
        return add("PUT", pattern, handler);
    }

    public Routes patch(String pattern, Handler handler) {
        return add("PATCH", pattern, handler);
    }

    public Routes delete(String pattern, Handler handler) {
        return add("DELETE", pattern, handler);
    }

    public Routes options(String pattern, Handler handler) {
        return add("OPTIONS", pattern, handler);
    }

    /// Lets `look` see every request at this path or below it first, also those that no route answers.
    public Routes watch(String path, Consumer<Request> look) {
        watches.add(new Watch(path, look));
        return this;
    }

    List<Watch> watches() {
        return List.copyOf(watches);
    }

    public List<Route> list() {
        return List.copyOf(routes);
    }

    private Routes add(String method, String pattern, Handler handler) {
        routes.add(new Route(method, pattern, handler));
        return this;
    }
}

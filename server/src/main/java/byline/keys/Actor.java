package byline.keys;

/// Who makes a change, and from where.
///
/// @param id a user's, or `console` for whoever runs the server, or `server` for what it does by itself
/// @param address where the request came from, empty without one
public record Actor(String id, String address) {
    public static final Actor CONSOLE = new Actor("console", "");
    public static final Actor SERVER = new Actor("server", "");
}

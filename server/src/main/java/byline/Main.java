package byline;

/// Commands; parses arguments, nothing else.
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}

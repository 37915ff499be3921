package byline.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.stream.Collectors;

/// The files of the dashboard, and the page every address of it answers.
public final class Pages {
    private static final String SHELL = "index.html";

    private final Assets assets;
    private final PageFile shell;

    private Pages(Assets assets) {
        this.assets = assets;
        PageFile written = assets.get(SHELL);
        this.shell = new PageFile(written.mediaType(), shellOf(written, assets));
    }

    /// The ones in the jar.
    public static Pages builtIn() {
        return new Pages(Assets.read("byline/dashboard"));
    }

    /// The page every address of the dashboard answers.
    PageFile shell() {
        return shell;
    }

    /// @param name below the folder, such as `style/base.css`
    Optional<PageFile> find(String name) {
        return assets.find(name);
    }

    String version() {
        return assets.version();
    }

    /// The shell as it is written, with the version in the addresses of its files, and every module named, so that a
    /// browser fetches all at once instead of following one import after the other.
    private static byte[] shellOf(PageFile written, Assets assets) {
        String modules = assets.list().keySet().stream()
                .filter(name -> name.endsWith(".js"))
                .map(name -> "    <link rel=\"modulepreload\" href=\"/assets/" + name + "\">\n")
                .collect(Collectors.joining());
        return new String(written.plain(), UTF_8)
                .replace("  </head>", modules + "  </head>")
                .replace("\"/assets/", "\"/assets/" + assets.version() + "/")
                .getBytes(UTF_8);
    }
}

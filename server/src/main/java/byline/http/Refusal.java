package byline.http;

import java.util.LinkedHashMap;
import java.util.Map;

/// The caller's fault, said in public words: the one exception a handler throws on purpose.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Code code;
    private final String text;
    private final transient Map<String, Object> fields = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public Refusal(Code code, String text) {
        super(text, null, false, false);
        this.code = code;
        this.text = text;
    }

    /// Adds a member to the body beside `error`, `detail` and `code`.
    public Refusal with(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    public Refusal header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Code code() {
        return code;
    }

    Reply reply() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", text);
        body.put("detail", text);
        body.put("code", code.text());
        body.putAll(fields);
        Reply reply = Reply.json(code.status(), body);
        headers.forEach(reply::header);
        return reply;
    }
}

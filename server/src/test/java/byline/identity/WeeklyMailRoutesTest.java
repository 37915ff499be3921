package byline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import byline.RunningServer;
import byline.identity.Caller.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Asking for the weekly mail and ending it.
class WeeklyMailRoutesTest {
    @TempDir
    Path folder;

    @Test
    void isOffUntilSomebodyAsksForThemselvesAndEndsWhenTheySaySo() {
        try (RunningServer server = new RunningServer(folder)) {
            RunningServer.Tenant publisher = server.tenant("publisher@example.com", "content_owner");
            Caller owner = publisher.owner();
            String path =
                    "/api/v1/identity/sites/" + publisher.site("news.example").text("id") + "/weekly-mail";
            assertThat(owner.get(path).text()).isEqualTo("{\"wanted\":false}");
            assertThat(owner.post(path).text()).isEqualTo("{\"wanted\":true}");
            assertThat(owner.post(path).text()).isEqualTo("{\"wanted\":true}");
            assertThat(owner.delete(path).status()).isEqualTo(204);
            assertThat(owner.get(path).text()).isEqualTo("{\"wanted\":false}");
            Caller other = server.tenant("other@example.com", "content_owner").owner();
            assertThat(other.post(path).outcome()).isEqualTo("404 NOT_FOUND");
            assertThat(server.anyone().post(path).outcome()).isEqualTo("401 SESSION_REQUIRED");
        }
    }

    @Test
    void answersEveryTokenAlikeWithoutSigningIn() {
        try (RunningServer server = new RunningServer(folder)) {
            Answer ask = server.anyone().get("/unsubscribe/uns_x");
            assertThat(ask.status()).isEqualTo(200);
            assertThat(ask.text()).contains("<form method=\"post\">");
            Answer done = server.anyone()
                    .send(
                            "POST",
                            "/unsubscribe/uns_x",
                            "List-Unsubscribe=One-Click",
                            "application/x-www-form-urlencoded");
            assertThat(done.status()).isEqualTo(200);
        }
    }
}

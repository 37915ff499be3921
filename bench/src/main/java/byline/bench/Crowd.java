package byline.bench;

import byline.database.IdentityDatabase;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// A hundred thousand organisations, each with an owner and three keys, put into the embedded database at once.
final class Crowd {
    static final int ORGANISATIONS = 100_000;
    static final int KEYS_EACH = 3;
    private static final int BATCH = 10_000;

    private final SplittableRandom random = new SplittableRandom(11);

    static String email(int number) {
        return "owner" + number + "@example.com";
    }

    void fill(Path file) {
        Loggers.quiet();
        try (IdentityDatabase database = IdentityDatabase.open(file)) {
            database.run(handle -> {
                for (int first = 0; first < ORGANISATIONS; first += BATCH) {
                    fill(handle, first);
                }
            });
        }
    }

    private void fill(Handle handle, int first) {
        try (PreparedBatch users = handle.prepareBatch(
                        "INSERT INTO users (id, email, name, operator, created_at) VALUES (?, ?, ?, 0, 0)");
                PreparedBatch organisations = handle.prepareBatch(
                        "INSERT INTO organizations (id, name, org_type, slug, created_at) VALUES (?, ?, ?, ?, 0)");
                PreparedBatch members = handle.prepareBatch(
                        "INSERT INTO members (organization_id, user_id, role, joined_at) VALUES (?, ?, 'owner', 0)");
                PreparedBatch keys = handle.prepareBatch(
                        "INSERT INTO api_keys (id, organization_id, name, prefix, first_four, last_four, digest,"
                                + " scopes, created_at, created_by) VALUES (?, ?, 'key', 'oat_pub_', 'abcd', 'wxyz', ?,"
                                + " 'telemetry:read', 0, ?)")) {
            for (int number = first; number < first + BATCH; number++) {
                String user = "user_" + number;
                String organisation = "org_" + number;
                users.add(user, email(number), "Owner " + number);
                organisations.add(organisation, "Organisation " + number, "content_owner", "organisation-" + number);
                members.add(organisation, user);
                for (int key = 0; key < KEYS_EACH; key++) {
                    keys.add("key_" + number + "_" + key, organisation, digest(), user);
                }
            }
            users.execute();
            organisations.execute();
            members.execute();
            keys.execute();
        }
    }

    private String digest() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

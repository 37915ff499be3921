// An OpenID provider as a process of its own: `node openid-provider.mjs PORT REDIRECT`. Whoever signs in is who they say
// they are; the address of `unverified…` is not verified.
import { Provider } from 'oidc-provider';

const [port, redirect] = process.argv.slice(2);
const provider = new Provider(`http://localhost:${port}`, {
  clients: [{ client_id: 'byline', client_secret: 'the client and the provider know it', redirect_uris: [redirect] }],
  pkce: { required: () => true },
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: true } },
  findAccount: (context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: `${id}@provider.example`, email_verified: !id.startsWith('unverified') }),
  }),
});

// What a client must send, so that the test fails where it does not.
provider.use(async (context, next) => {
  if (context.path === '/auth') {
    for (const name of ['state', 'nonce', 'code_challenge']) {
      if (!context.query[name]) context.throw(400, `no ${name}`);
    }
  }
  await next();
});
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));

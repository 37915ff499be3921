import { html, nothing } from '../lit.js';
import { failure } from '../view/states.js';

// What one sees on the way in, a step at a time.

export const askForLink = ({ ask, error, providers }) => html`
  <form class="narrow" @submit=${ask.start}>
    <h1 tabindex="-1">Sign in</h1>
    <p>You get a link by mail. There is no password to remember or to lose.</p>
    ${failure(error)}
    <div class="field">
      <label for="email">E-mail address</label>
      <input id="email" name="email" type="email" autocomplete="email" required maxlength="254" spellcheck="false">
    </div>
    ${failure(ask.error)}
    <div class="actions">
      <button class="primary" aria-disabled=${ask.busy}>Send me a link</button>
      ${providers.map(({ id, name }) => html`<a class="button" data-plain href="/api/v1/identity/auth/${id}">Continue with ${name}</a>`)}
    </div>
  </form>
`;

export const linkSent = (email, back) => html`
  <div class="narrow">
    <h1 tabindex="-1">Check your mail</h1>
    <p>If <b class="wrap">${email}</b> may sign in here, a link is on its way. It works once, for ten minutes, in this browser.</p>
    <button type="button" class="plain" @click=${back}>Use another address</button>
  </div>
`;

export const linkFollowed = (consume) => html`
  <div class="narrow">
    <h1 tabindex="-1">Almost there</h1>
    <p>This link signs you in, once. Continue if you asked for it.</p>
    ${failure(consume.error)}
    <div class="actions">
      <button type="button" class="primary" aria-disabled=${consume.busy} @click=${consume.start}>Continue</button>
    </div>
  </div>
`;

// `touch` uses a passkey; null for those who have none here.
export const askForSecondFactor = ({ prove, leave, touch }) => html`
  <form class="narrow" @submit=${prove.start}>
    <h1 tabindex="-1">Your second factor</h1>
    ${touch ? passkey(touch) : nothing}
    <p>${touch ? 'Or enter' : 'Enter'} the code that your authenticator shows, or one of your recovery codes.</p>
    <div class="field">
      <label for="code">Code</label>
      <input id="code" name="code" required maxlength="40" autocomplete="one-time-code" autocapitalize="off" spellcheck="false" autofocus>
    </div>
    ${failure(prove.error)}
    <div class="actions">
      <button class="primary" aria-disabled=${prove.busy}>Continue</button>
      <button type="button" class="plain" @click=${leave.start}>Sign in as somebody else</button>
    </div>
  </form>
`;

const passkey = (touch) => html`
  <div class="actions"><button type="button" class="primary" aria-disabled=${touch.busy} @click=${touch.start}>Use your passkey</button></div>
  ${failure(touch.error)}
`;

import { html } from '../lit.js';
import { code } from '../view/copy.js';

// The three proofs of a domain, any one of which is enough, as text to copy.
export const verificationWays = ({ domain, proof }) => html`
  <details>
    <summary>How to verify ${domain}</summary>
    <p class="soft">Any one of these is enough. Leave it in place: Byline looks for it again from time to time.</p>
    <div class="ways">
      <section>
        <h3>In DNS</h3>
        <p>Add a TXT record to ${domain}, or to <code>_openattribution.${domain}</code>, with this value.</p>
        ${code(proof, 'the TXT record’s value')}
      </section>
      <section>
        <h3>On the home page</h3>
        <p>Add this tag to the head of <code>https://${domain}/</code>.</p>
        ${code(`<meta name="oa-verify" content="${proof}">`, 'the meta tag')}
      </section>
      <section>
        <h3>In a manifest</h3>
        <p>Publish this at <code>https://${domain}/.well-known/content-telemetry.json</code>, or add its last member to the manifest you already have.</p>
        ${code(manifest(domain, proof), 'the manifest')}
      </section>
    </div>
  </details>
`;

const manifest = (domain, proof) => `{
  "schema_version": "1.0",
  "id": "https://${domain}/.well-known/content-telemetry.json",
  "roles": ["content_owner"],
  "operator": { "name": "${domain}" },
  "domains": ["${domain}"],
  "oa_verify": "${proof}"
}`;

// An OpenID provider for tests: the certified oidc-provider, with people and one
// client as given on standard input (JSON, one line), behind the issuer that the
// test listens at. It says its port on standard output, and ends with its input.
import http from "node:http";
import { createInterface } from "node:readline";
import { Provider } from "oidc-provider";

const lines = createInterface({ input: process.stdin });
const setup = JSON.parse(await new Promise((resolve) => lines.once("line", resolve)));
lines.on("close", () => process.exit(0));

const own = ["shop_id", "shop_role"]; // what the marketplace tells beside the standard's claims
const provider = new Provider(setup.issuer, {
  clients: [
    {
      client_id: setup.client_id,
      client_secret: setup.client_secret,
      redirect_uris: setup.redirect_uris,
      post_logout_redirect_uris: setup.signed_out.filter(Boolean),
      grant_types: ["authorization_code"],
      response_types: ["code"],
    },
  ],
  jwks: { keys: [setup.key] },
  cookies: { keys: ["only for tests"] },
  claims: { openid: ["sub", "amr"], email: ["email", "email_verified"], profile: ["name", "locale", "zoneinfo", ...own], acr: null, auth_time: null },
  conformIdTokenClaims: setup.userinfo === true, // true: claims come from the userinfo endpoint only
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, sub) => {
    const person = setup.people[sub];
    return person && { accountId: sub, claims: () => ({ sub, ...person }) };
  },
  // Nobody is asked what may be told: the marketplace's own portal may know it.
  loadExistingGrant: async (ctx) => {
    const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});
provider.proxy = true;

const answer = provider.callback();
const server = http.createServer(async (req, res) => {
  if (!req.url.startsWith("/interaction/")) return answer(req, res);
  if (req.method === "GET") {
    const { prompt } = await provider.interactionDetails(req, res);
    res.setHeader("Content-Type", "text/html; charset=utf-8");
    res.end(`<!DOCTYPE html><html lang="en"><title>Marketplace sign-in</title><main><h1>Marketplace sign-in</h1>
<p>${prompt.name}</p><form method="post"><label>Account <input name="account"></label>
<button>Sign in to the marketplace</button><button name="refuse" value="yes">Do not</button></form></main></html>`);
    return;
  }
  let body = "";
  for await (const part of req) body += part;
  const form = new URLSearchParams(body);
  const person = setup.people[form.get("account")] ?? {};
  await provider.interactionFinished(
    req,
    res,
    form.get("refuse")
      ? { error: "access_denied", error_description: "<b>no</b>" }
      : { login: { accountId: form.get("account"), amr: person.amr, acr: person.acr } },
    { mergeWithLastSubmission: false },
  );
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));

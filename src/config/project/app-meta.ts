import type { PluginManifest } from "../plugin-manifest.ts";
import { absoluteAddress, OAUTH_CALLBACK_PATH, type ProjectOptions } from "./project-options.ts";

/** A fixed token is of the account that it was made in: nothing has to be asked for it. */
const SCOPE_OF_INSTALLS = "oauth";

/** `app-hsmeta.json`: who the app is, what it may do, and whom it may talk to. */
export function appMeta(manifest: PluginManifest, options: ProjectOptions) {
  const { uid, name, description, support } = manifest;
  return {
    uid,
    type: "app",
    config: {
      name,
      description,
      distribution: options.distribution,
      auth: authOf(manifest, options),
      permittedUrls: { fetch: [options.baseUrl], iframe: [], img: [] },
      support: {
        supportEmail: support.email,
        documentationUrl: absoluteAddress(support.documentationUrl, options),
        supportUrl: absoluteAddress(support.url, options),
        ...(support.phone === undefined ? {} : { supportPhone: support.phone }),
      },
    },
  };
}

function authOf({ hubspot }: PluginManifest, { auth, baseUrl }: ProjectOptions) {
  const required = hubspot.requiredScopes.map(({ scope }) => scope);
  const optionalScopes = hubspot.optionalScopes.map(({ scope }) => scope);
  const rest = { optionalScopes, conditionallyRequiredScopes: [] };
  switch (auth) {
    case "oauth":
      return {
        type: "oauth",
        redirectUrls: [`${baseUrl}${OAUTH_CALLBACK_PATH}`],
        requiredScopes: required,
        ...rest,
      };
    case "static":
      return {
        type: "static",
        requiredScopes: required.filter((scope) => scope !== SCOPE_OF_INSTALLS),
        ...rest,
      };
  }
}

import type { PluginManifest } from "../plugin-manifest.ts";
import { absoluteAddress, type ProjectOptions } from "./project-options.ts";
import type { ProjectProblem } from "./project-problem.ts";

/** Names that never lead anywhere: whoever lists the app has to put their own in their place. */
const EXAMPLE_HOST = /(^|[.@])(example|example\.(com|net|org)|invalid)$/;
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])$/;

type Address = { readonly path: string; readonly text: string };

/** Addresses that people and HubSpot open: public, over https, and those of the listing all different. */
export function checkAddresses(
  manifest: PluginManifest,
  options: ProjectOptions,
): readonly ProjectProblem[] {
  const addresses = addressesOf(manifest, options);
  const invalid = [{ path: "--base-url", text: options.baseUrl }, ...addresses].flatMap((one) =>
    invalidAddress(one, options),
  );
  const isListed = options.distribution === "marketplace";
  return [
    ...authProblem(options),
    ...invalid,
    ...addresses.flatMap((one, index) => repeated(one, addresses.slice(0, index))),
    ...(isListed ? examples(manifest, addresses) : []),
  ];
}

function addressesOf(
  { support, listing }: PluginManifest,
  options: ProjectOptions,
): readonly Address[] {
  const named = {
    "listing.installUrl": listing.installUrl,
    "listing.setupGuideUrl": listing.setupGuideUrl,
    "listing.termsUrl": listing.termsUrl,
    "listing.privacyUrl": listing.privacyUrl,
    "support.url": support.url,
    "support.documentationUrl": support.documentationUrl,
  };
  return Object.entries(named).map(([path, address]) => ({
    path,
    text: absoluteAddress(address, options),
  }));
}

function authProblem({ auth, distribution }: ProjectOptions): readonly ProjectProblem[] {
  if (auth === "oauth" || distribution === "private") return [];
  return [
    {
      code: "auth_not_offered",
      path: "--auth",
      found: `${auth} with the distribution ${distribution}`,
      expected: "oauth, as HubSpot gives a fixed token to private apps alone",
    },
  ];
}

function invalidAddress(
  { path, text }: Address,
  { mayBeLocal }: ProjectOptions,
): readonly ProjectProblem[] {
  const problem = (found: string, expected: string): readonly ProjectProblem[] => [
    { code: "address_invalid", path, found: `${text} ${found}`, expected },
  ];
  if (!URL.canParse(text)) return problem("is no address", "one such as https://a.example.com");
  const { protocol, hostname, search, hash, username, pathname } = new URL(text);
  const isLocal = LOCAL_HOST.test(hostname);
  if (isLocal && !mayBeLocal) {
    return problem("is on this machine", "a public address, or --allow-localhost for a trial");
  }
  if (protocol !== "https:" && !isLocal) return problem(`is ${protocol}//`, "https");
  if (username !== "" || search !== "" || hash !== "") {
    return problem("has more than a host and a path", "no name, query or fragment");
  }
  if (pathname !== "/" && pathname.endsWith("/")) {
    return problem("ends in a slash", "none: HubSpot compares addresses letter by letter");
  }
  return [];
}

/** The support page and the documentation may be the same page; those of the listing may not. */
function repeated({ path, text }: Address, before: readonly Address[]): readonly ProjectProblem[] {
  if (path === "support.documentationUrl") return [];
  const first = before.find((one) => plain(one.text) === plain(text));
  if (first === undefined) return [];
  return [
    {
      code: "address_twice",
      path,
      found: `${text} is ${first.path} as well`,
      expected: "a page of its own, as the listing asks for",
    },
  ];
}

function plain(address: string): string {
  return address.toLowerCase().replace(/\/+$/, "");
}

function examples(
  { support }: PluginManifest,
  addresses: readonly Address[],
): readonly ProjectProblem[] {
  const hosts = [
    { path: "support.email", text: support.email, host: support.email },
    ...addresses.map((one) => ({
      ...one,
      host: URL.canParse(one.text) ? new URL(one.text).hostname : "",
    })),
  ];
  return hosts
    .filter(({ host }) => EXAMPLE_HOST.test(host))
    .map(({ path, text }) => ({
      code: "address_is_example",
      path,
      found: `${text}, which leads nowhere`,
      expected: "your own, as the marketplace opens it",
    }));
}

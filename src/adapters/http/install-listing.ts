import { type MessageLanguage, translatorOf } from "../../messages/translate.ts";
import { element, link, list } from "./html.ts";
import { framePage } from "./install-frame.ts";

/** What the app is and asks for, as its manifest says; reasons stand in the messages, by the scope's name. */
export type InstallOffer = {
  readonly appName: string;
  readonly hubspot: ScopeNames;
  readonly slack: ScopeNames;
  /** How many properties of its own it makes. */
  readonly properties: Readonly<Record<"ticket" | "contact" | "company", number>>;
  /** How long data stay after the app was removed. */
  readonly keptDays: number;
};
type ScopeNames = { readonly required: readonly string[]; readonly optional: readonly string[] };

export const INSTALL_PATH = "/install";
export const INSTALL_START_PATH = "/install/start";

const LEFT = ["properties", "tasks", "slack", "store"] as const;

/** The page at which an installation begins. */
export function renderListing(offer: InstallOffer, language: MessageLanguage): string {
  const t = translatorOf(language);
  const values = { app: offer.appName, ...offer.properties };
  const say = (key: string) => t(`install.listing.${key}`, values);
  const all = (group: string, keys: readonly string[]) =>
    keys.map((key) => element("span", say(`${group}.${key}`)));
  const start = `${INSTALL_START_PATH}?lang=${language}`;
  const scopes = (from: "hubspot" | "slack", names: readonly string[]) =>
    scopeList(from, names, language);
  const { hubspot, slack } = offer;
  return framePage(
    {
      title: say("title"),
      hasLanguages: true,
      body: [
        `<p class="lead">${element("span", say("lead"))}</p>`,
        `<p class="note">${element("span", say("observe"))}</p>`,
        element("h2", say("stepsTitle")),
        list("ol", all("steps", ["consent", "slack", "wizard", "live"])),
        `<p>${link(start, say("button"), "button")}</p>`,
        element("h2", say("scopesTitle")),
        element("h3", say("required")),
        scopes("hubspot", hubspot.required),
        element("h3", say("optional")),
        `<p class="soft">${element("span", say("optionalText"))}</p>`,
        scopes("hubspot", hubspot.optional),
        element("h3", say("slack")),
        scopes("slack", [...slack.required, ...slack.optional]),
        element("h2", say("writtenTitle")),
        list("ul", all("written", ["properties", "tasks", "slack", "store"])),
        element("h2", say("leftTitle")),
        list("ul", [
          element("span", say("stops")),
          ...LEFT.map((key) =>
            element("span", t(`settingsPrivacy.left.${key}`, { count: offer.keptDays })),
          ),
        ]),
        `<p>${link(start, say("button"), "button")}</p>`,
      ],
    },
    language,
  );
}

/** Each right with the sentence that says what for. */
export function scopeList(
  from: "hubspot" | "slack",
  scopes: readonly string[],
  language: MessageLanguage,
): string {
  const t = translatorOf(language);
  const rows = scopes.map((scope) => {
    const reason = t(`install.scope.${from}.${scopeKey(scope)}`);
    return `<div>${element("dt", scope)}${element("dd", reason)}</div>`;
  });
  return `<dl>${rows.join("\n")}</dl>`;
}

/** Dots and colons lead elsewhere in the keys of a catalogue. */
export function scopeKey(scope: string): string {
  return scope.replace(/[.:]/g, "_");
}

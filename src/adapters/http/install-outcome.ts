import type { InstallOutcome } from "../../app/portals/install-portal.ts";
import { type MessageLanguage, translatorOf } from "../../messages/translate.ts";
import { element, link, list } from "./html.ts";
import { framePage } from "./install-frame.ts";
import { INSTALL_PATH, scopeList } from "./install-listing.ts";

/** What a visit came to: a page in plain words says what happened and what to do. */
export type InstallRefusal = {
  readonly kind: RefusalKind;
  readonly portalId?: string | undefined;
  /** Scopes that the account did not grant. */
  readonly missing?: readonly string[] | undefined;
  /** A word of HubSpot's. */
  readonly reason?: string | undefined;
};
export type RefusalKind = (typeof REFUSALS)[number];

export const REFUSALS = [
  "not_configured",
  "not_known",
  "expired",
  "used",
  "other_browser",
  "denied",
  "code_refused",
  "wrong_redirect",
  "wrong_client",
  "missing_scopes",
  "unavailable",
  "failed",
  "too_many",
] as const;

const STATUS: Readonly<Record<RefusalKind, number>> = {
  not_configured: 404,
  not_known: 404,
  expired: 410,
  used: 410,
  other_browser: 403,
  denied: 403,
  code_refused: 410,
  wrong_redirect: 502,
  wrong_client: 502,
  missing_scopes: 409,
  unavailable: 503,
  failed: 502,
  too_many: 429,
};

/** What words of HubSpot's look like; anything else in an address may be anybody's words. */
const REASON = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const UNKNOWN = "?";

export function renderRefusal(
  { kind, portalId, missing, reason }: InstallRefusal,
  language: MessageLanguage,
  redirectUri: string,
): { readonly status: number; readonly html: string } {
  const t = translatorOf(language);
  const values = { portal: portalId ?? UNKNOWN, redirect: redirectUri };
  const say = (part: "title" | "happened" | "todo") => t(`install.page.${kind}.${part}`, values);
  const again = link(`${INSTALL_PATH}?lang=${language}`, t("install.again"), "button");
  const body = [
    element("p", say("happened")),
    element("p", say("todo")),
    ...(missing === undefined
      ? []
      : [element("p", t("install.missing", { scopes: missing.join(", ") }))]),
    ...(reason !== undefined && REASON.test(reason)
      ? [`<p class="soft">${element("span", t("install.reason", { reason }))}</p>`]
      : []),
    ...(kind === "not_configured" ? [] : [`<p>${again}</p>`]),
  ];
  const html = framePage({ title: say("title"), body, hasLanguages: false }, language);
  return { status: STATUS[kind], html };
}

/** What is to be done about Slack: nothing, nothing here, or a link that connects this account. */
export type SlackStep =
  | { readonly state: "connected" | "off" }
  | { readonly state: "link"; readonly url: string };

export type Connected = Extract<InstallOutcome, { readonly ok: true }> & {
  readonly appName: string;
  readonly slack: SlackStep;
  /** Pages of the CRM's: the app's settings, and where one begins. */
  readonly pages: { readonly settings: string; readonly start: string };
};

export function renderConnected(connected: Connected, language: MessageLanguage): string {
  const t = translatorOf(language);
  const { portal, isAgain, isFirstAdmin, notGranted, pages } = connected;
  const values = { app: connected.appName, portal: portal.portalId };
  const say = (key: string) => t(`install.connected.${key}`, values);
  const text = (key: string) => element("span", say(key));
  const isObserved = portal.mode === "observe";
  const next = isObserved ? "wizard" : "settings";
  const settings = link(pages.settings, say(`${next}Button`), "button");
  const steps = [
    slackStep(connected.slack, say),
    `${text(`${next}Step`)}<p>${settings}</p>`,
    ...(isObserved ? [text("liveStep")] : []),
  ];
  const mode = isObserved ? "modeObserve" : "modeLive";
  return framePage(
    {
      title: say(isAgain ? "titleAgain" : "title"),
      hasLanguages: false,
      body: [
        element("p", say(isAgain ? "happenedAgain" : "happened")),
        ...(isAgain ? [element("p", say(mode))] : []),
        ...(isFirstAdmin ? [element("p", say("admin"))] : []),
        element("h2", say("next")),
        list("ol", steps).replace("<ol>", '<ol class="steps">'),
        ...(notGranted.length === 0
          ? []
          : [
              element("h2", say("notGranted")),
              `<p class="soft">${text("notGrantedText")}</p>`,
              scopeList("hubspot", notGranted, language),
            ]),
        `<p>${link(pages.start, say("back"))}</p>`,
      ],
    },
    language,
  );
}

function slackStep(slack: SlackStep, say: (key: string) => string): string {
  if (slack.state !== "link") {
    return element("span", say(slack.state === "off" ? "slackOff" : "slackDone"));
  }
  return [
    element("span", say("slackStep")),
    `<p>${link(slack.url, say("slackButton"), "button")}</p>`,
    `<p class="soft">${element("span", say("slackNote"))}</p>`,
  ].join("");
}

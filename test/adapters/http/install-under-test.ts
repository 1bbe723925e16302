import express from "express";
import { createHttpApp } from "../../../src/adapters/http/create-http-app.ts";
import type { InstallOffer } from "../../../src/adapters/http/install-listing.ts";
import type { SlackStep } from "../../../src/adapters/http/install-outcome.ts";
import { createInstallRoutes } from "../../../src/adapters/http/install-routes.ts";
import type { Database } from "../../../src/adapters/postgres/database.ts";
import { createInstallVisits } from "../../../src/adapters/postgres/install-visits.ts";
import type { InstallOutcome } from "../../../src/app/portals/install-portal.ts";
import type { Language } from "../../../src/domain/words.ts";
import { createInstallBrowser } from "../../support/install-browser.ts";
import { listen } from "../../support/listen.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

export const BASE_URL = "https://aftercare.example";
export const MINUTE = 60_000;
export const OFFER: InstallOffer = {
  appName: "Aftercare",
  hubspot: { required: ["oauth", "tickets"], optional: ["crm.objects.deals.read"] },
  slack: { required: ["chat:write"], optional: ["channels:history"] },
  properties: { ticket: 24, contact: 4, company: 4 },
  keptDays: 60,
};
const NOW = Date.UTC(2026, 2, 27, 8, 0);

export const CONNECTED: Extract<InstallOutcome, { ok: true }> = {
  ok: true,
  portal: {
    ...{ portalId: "4242001", state: "connected", mode: "observe", installedAt: NOW },
    ...{ timeZone: "Asia/Taipei", language: "en", uiDomain: "app.crm.example" },
  },
  userId: "501",
  isAgain: false,
  isFirstAdmin: true,
  notGranted: [],
};

/** The routes in the one app, over the real store of visits, with a use case that answers as told. */
export async function startInstallRoutes(
  db: Database,
  { isConfigured = true, baseUrl = BASE_URL } = {},
) {
  const time = { now: NOW };
  const logger = createRecordingLogger();
  const codes: { readonly code: string; readonly language: Language }[] = [];
  const answers: { outcome: InstallOutcome; slack: SlackStep } = {
    outcome: CONNECTED,
    slack: { state: "link", url: `${BASE_URL}/slack/install?link=4242001.secret` },
  };
  const install = createInstallRoutes(
    {
      visits: createInstallVisits(db),
      slackStepOf: async () => answers.slack,
      pagesOf: ({ uiDomain }) => ({
        settings: `https://${uiDomain}/settings`,
        start: `https://${uiDomain}/`,
      }),
      timeSource: { now: () => time.now },
    },
    isConfigured
      ? {
          baseUrl: () => baseUrl,
          authorizeUrl: () => "https://crm.example/oauth/authorize",
          clientId: "client-1",
          offer: OFFER,
          install: async (code, language) => {
            codes.push({ code, language });
            return answers.outcome;
          },
        }
      : null,
  );
  const health = express.Router();
  const app = createHttpApp({ health, install, logger, newRequestId: () => "r" });
  const server = await listen(app);
  const browser = (language?: string) =>
    createInstallBrowser({
      publicBaseUrl: baseUrl,
      pluginUrl: () => server.url,
      ...(language === undefined ? {} : { language }),
    });
  return {
    ...{ time, logger, codes, answers, browser, baseUrl },
    url: server.url,
    stop: server.close,
    /** Where the browser comes back to after the consent page, with what that adds. */
    callback: async (
      visitor: ReturnType<typeof browser>,
      added: Readonly<Record<string, string>> = { code: "c1" },
      query = "",
    ): Promise<string> => {
      const start = await visitor.open(`${baseUrl}/install/start${query}`, "crm.example");
      const consent = new URL(start.visited.at(-1) ?? "");
      const back = new URL(consent.searchParams.get("redirect_uri") ?? "");
      back.searchParams.set("state", consent.searchParams.get("state") ?? "");
      for (const [name, value] of Object.entries(added)) back.searchParams.set(name, value);
      return back.href;
    },
  };
}
export type InstallWorld = Awaited<ReturnType<typeof startInstallRoutes>>;

import { webApi } from "@slack/bolt";
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import {
  SLACK_INSTALL_PATH,
  SLACK_REDIRECT_PATH,
} from "../../app/portals/make-slack-install-link.ts";
import type { MessageLanguage } from "../../messages/translate.ts";
import type { SlackInstallLinks } from "../../ports/slack-install-links.ts";
import {
  createInstaller,
  departure,
  type InstallerDeps,
  InstallRefusal,
  type SlackOauthSettings,
  VISIT_LIFETIME_MS,
  visitOf,
} from "./create-installer.ts";
import { type InstallPage, pageOfRefusal, renderInstallPage } from "./install-page.ts";
import { languageAmong } from "./page-language.ts";

export type InstallRoutesDeps = InstallerDeps & {
  readonly links: Pick<SlackInstallLinks, "begin" | "redeem">;
  /** The workspace that a portal is connected with, or null. */
  readonly teamOf: (portalId: string) => Promise<string | null>;
  /** Where whoever has connected Slack goes on in the CRM; null when that is not known. */
  readonly nextOf: (portalId: string) => Promise<string | null>;
  /** For whoever's browser speaks none of our languages. */
  readonly languageOf: (portalId: string) => Promise<MessageLanguage | null>;
};

const OTHER_BROWSER = "slack_oauth_invalid_state";
const DENIED = "slack_oauth_installer_authorization_error";

/** A browser's way to Slack and back: `GET /slack/install?link=…` and `GET /slack/oauth_redirect`. */
export function createInstallRoutes(
  deps: InstallRoutesDeps,
  settings: SlackOauthSettings | null,
): Router {
  const router = Router();
  const show = pageShower(deps);
  if (settings === null) {
    router.get([SLACK_INSTALL_PATH, SLACK_REDIRECT_PATH], (request, response) =>
      show({ request, response }, { kind: "not_configured" }),
    );
    return router;
  }
  const installer = createInstaller(deps, settings);
  router.get(SLACK_INSTALL_PATH, async (request, response) => {
    const now = deps.timeSource.now();
    const expiresAt = now + VISIT_LIFETIME_MS;
    const begun = await deps.links.begin(String(request.query["link"] ?? ""), { now, expiresAt });
    if (!begun.ok) {
      const { reason, portalId } = begun;
      return show({ request, response }, { kind: pageOfRefusal(reason), portalId });
    }
    const { state, portalId } = begun;
    const teamId = await deps.teamOf(portalId);
    response.set("cache-control", "no-store");
    await installer.handleInstallPath(
      request,
      response,
      {},
      departure(settings, { state, teamId }),
    );
  });
  router.get(SLACK_REDIRECT_PATH, async (request, response) => {
    const visit = { request, response };
    await installer.handleCallback(request, response, {
      successAsync: async ({ metadata, team }) => {
        const { portalId } = visitOf(metadata);
        const teamName = team?.name ?? team?.id ?? null;
        const nextUrl = await deps.nextOf(portalId);
        return show(visit, { kind: "connected", portalId, teamName, nextUrl });
      },
      failureAsync: (error) => show(visit, pageOfFailure(error, request)),
    });
  });
  return router;
}

type Visit = { readonly request: Request; readonly response: Response };

function pageShower(deps: Pick<InstallRoutesDeps, "languageOf">) {
  return async ({ request, response }: Visit, page: InstallPage): Promise<void> => {
    const accepted = languageAmong(request.acceptsLanguages());
    const ofPortal = page.portalId ? () => deps.languageOf(page.portalId ?? "") : async () => null;
    const { status, html } = renderInstallPage(page, accepted ?? (await ofPortal()) ?? "en");
    response.status(status).set("cache-control", "no-store").type("html").send(html);
  };
}

const PlatformError = z.looseObject({ error: z.string() });

function pageOfFailure(error: Error & { readonly code: string }, request: Request): InstallPage {
  if (error instanceof InstallRefusal) {
    const { reason, portalId, teamName } = error;
    return { kind: pageOfRefusal(reason), portalId, teamName };
  }
  if (error.code === OTHER_BROWSER) return { kind: "other_browser" };
  if (error.code === DENIED) return { kind: "denied" };
  const told =
    error instanceof webApi.WebAPIPlatformError
      ? PlatformError.safeParse(error.data).data?.error
      : request.query["error"];
  return { kind: "failed", reason: typeof told === "string" ? told : null };
}

import express, { type Router } from "express";
import type { FiguresView } from "../../app/home/read-figures.ts";
import type { CrmUser } from "../../app/portals/name-of-user.ts";
import type { HomeView } from "../../app/visits/read-home.ts";
import { answeringTo, type Gate } from "./card-answering.ts";
import { createCardFormats } from "./card-formats.ts";
import { readAsker } from "./card-question.ts";
import { presentFigures, presentUnconnectedFigures } from "./home-figures.ts";
import { presentHome, presentUnconnectedHome } from "./home-page.ts";

export const HOME_PATH = "/api/home";
export const FIGURES_PATH = `${HOME_PATH}/figures`;

export type HomeRoutesOptions = Gate & {
  readonly readHome: (portalId: string, user: CrmUser) => Promise<HomeView | null>;
  readonly readFigures: (portalId: string) => Promise<FiguresView | null>;
};

/** What the app's home page asks, behind the same signature as the cards. */
export function createHomeRoutes(options: HomeRoutesOptions): Router {
  const router = express.Router();
  const formats = createCardFormats();
  router.get(
    HOME_PATH,
    answeringTo(options, readAsker, async ({ portalId, user, language }, routes) => {
      const view = await routes.readHome(portalId, user);
      const body =
        view === null
          ? presentUnconnectedHome(routes.timeSource.now(), language, formats)
          : presentHome(view, language, formats);
      return { ok: true, body };
    }),
  );
  router.get(
    FIGURES_PATH,
    answeringTo(options, readAsker, async ({ portalId, language }, routes) => {
      const view = await routes.readFigures(portalId);
      const body =
        view === null
          ? presentUnconnectedFigures(routes.timeSource.now(), language, formats)
          : presentFigures(view, language, formats);
      return { ok: true, body };
    }),
  );
  return router;
}

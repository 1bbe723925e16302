import type { Router } from "express";
import { createHomeRoutes, type HomeRoutesOptions } from "./adapters/http/home-routes.ts";
import type { PortalLoad } from "./adapters/http/portal-load.ts";
import { rememberBoard } from "./app/home/remember-board.ts";
import { rememberFigures } from "./app/home/remember-figures.ts";
import { type RememberOfPortal, rememberOfPortal } from "./app/portals/remember-of-portal.ts";
import { type HomeDeps, readHome } from "./app/visits/read-home.ts";
import { readTeamVisits } from "./app/visits/read-team-visits.ts";
import type { Store } from "./ports/store.ts";

/** How old what is the same for the whole team may be: the counts of its board, the lists of its visits. */
const TEAM_LIFETIME_MS = 3_000;
/** How long headline figures, which are of days that are over, are shown before they are reckoned anew. */
const FIGURES_LIFETIME_MS = 600_000;

type Deps = Omit<HomeDeps, "readBoard" | "readTeamVisits"> & {
  readonly store: Pick<Store, "visitLists">;
} & Parameters<typeof rememberFigures>[0] &
  Pick<HomeRoutesOptions, "verify" | "timeSource" | "logger" | "within"> & {
    readonly load: PortalLoad;
  };

/** The routes of the app's home page; `deps.contexts` as the cards of tickets have them. */
export function createHome(deps: Deps, remember: RememberOfPortal): Router {
  const { verify, timeSource, logger, load, within, store } = deps;
  const elapsedMs = () => performance.now();
  const lately = { lifetimeMs: TEAM_LIFETIME_MS, elapsedMs };
  const readBoard = rememberBoard(store, lately);
  const teamVisits = rememberOfPortal(lately)(
    (portalId: string, today: string, untilDate: string) =>
      readTeamVisits(store, portalId, { today, untilDate }),
  );
  // They may be a thousand, and the page shows a few of them.
  const owners = remember((portalId) => store.portals.owners(portalId));
  const reading = {
    ...deps,
    readBoard,
    readTeamVisits: teamVisits,
    store: { ...store, portals: { ...store.portals, owners } },
  };
  return createHomeRoutes({
    verify,
    timeSource,
    logger,
    load,
    within,
    readHome: (portalId, user) => readHome(reading, portalId, user),
    readFigures: rememberFigures(deps, { lifetimeMs: FIGURES_LIFETIME_MS, elapsedMs }),
  });
}

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FIGURES_PATH, HOME_PATH } from "../../../src/adapters/http/home-routes.ts";
import type { FiguresView } from "../../../src/app/home/read-figures.ts";
import { HomeFigures } from "../../../src/contract/home-figures.ts";
import { HomePage } from "../../../src/contract/home-page.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import { type CardServer, identity, startHome } from "./card-server.ts";
import { now, portal } from "./ticket-views.ts";

let home: CardServer;
let asked: unknown[];
let figures: () => Promise<FiguresView | null>;

beforeEach(async () => {
  asked = [];
  figures = async () => ({
    now,
    portal,
    fromDate: "2026-02-27",
    toDate: "2026-03-26",
    figures: [],
    weeks: [],
  });
  home = await startHome({
    readHome: async (portalId, user) => {
      asked.push([portalId, user]);
      return null;
    },
    readFigures: (portalId) => {
      asked.push(portalId);
      return figures();
    },
  });
});
afterEach(() => home.close());

describe("the home page's routes", () => {
  it("ask for the portal and the person that HubSpot says it is", async () => {
    const response = await home.request(`${HOME_PATH}?language=en&${identity}`, {});
    expect(HomePage.parse(await response.json())).toMatchObject({
      state: "not_connected",
      tasks: [],
      board: null,
    });
    expect(asked).toEqual([["62515", { userId: "7", email: "rep@example.com" }]]);
  });

  it("answer the figures of the portal in the reader's language", async () => {
    const response = await home.request(`${FIGURES_PATH}?language=zh-TW&${identity}`, {});
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(HomeFigures.parse(await response.json())).toMatchObject({
      state: "shown",
      language: "zh-TW",
    });
    expect(asked).toEqual(["62515"]);
  });

  it("answer the figures of a portal that is not connected with 200", async () => {
    figures = async () => null;
    const response = await home.request(`${FIGURES_PATH}?${identity}`, {});
    expect(HomeFigures.parse(await response.json()).state).toBe("not_connected");
  });

  it("say that the store does not answer, and no more", async () => {
    figures = async () => Promise.reject(new PluginError("store_unavailable", "db.internal"));
    const response = await home.request(`${FIGURES_PATH}?${identity}`, {});
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain("db.internal");
  });

  it.each([HOME_PATH, FIGURES_PATH])("%s refuses whom HubSpot did not name", async (path) => {
    const strange = await home.request(`${path}?userId=7`, {});
    const twice = await home.request(`${path}?portalId=1&${identity}`, {});
    const signedUri = "https://elsewhere.example";
    const unsigned = await home.request(`${path}?${identity}`, { signedUri });
    expect([strange.status, twice.status, unsigned.status]).toEqual([401, 400, 401]);
    expect(asked).toEqual([]);
  });
});

import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scopeKey } from "../src/adapters/http/install-listing.ts";
import { OWN_PROPERTIES } from "../src/adapters/hubspot/own-properties.ts";
import { readTicketEvent } from "../src/app/intake/ticket-facts.ts";
import { fieldProperties, ticketProperties } from "../src/app/intake/ticket-properties.ts";
import { PluginManifest } from "../src/config/plugin-manifest.ts";
import { loadPreset, PRESET_NAMES } from "../src/config/presets.ts";
import { enInstall } from "../src/messages/en-install.ts";
import { translatorOf } from "../src/messages/translate.ts";
import { readRepositoryFile, repositoryFiles, repositoryRoot } from "./support/source-files.ts";

const document: unknown = JSON.parse(readRepositoryFile("plugin-manifest.json"));
const manifest = PluginManifest.parse(document);
const { hubspot } = manifest;
const ticketEvents = hubspot.events.find(({ object }) => object === "ticket")?.properties ?? [];

describe("the plugin manifest", () => {
  const scopes = (["hubspot", "slack"] as const).flatMap((app) =>
    [...manifest[app].requiredScopes, ...manifest[app].optionalScopes].map((one) => ({
      ...{ ...one, app, key: `install.scope.${app}.${scopeKey(one.scope)}` },
    })),
  );

  it.each(scopes)("has the reason of $app's scope $scope in three languages", ({ key, reason }) => {
    expect(translatorOf("en")(key)).toBe(reason);
    for (const language of ["zh-TW", "zh-CN"] as const) {
      expect(translatorOf(language)(key)).toMatch(/[\u4e00-\u9fff]{4}/);
    }
  });

  it("has no reason for a scope that it does not ask for", () => {
    const explained = Object.entries(enInstall.scope).flatMap(([app, reasons]) =>
      Object.keys(reasons).map((key) => `install.scope.${app}.${key}`),
    );
    expect(explained.toSorted()).toEqual(scopes.map(({ key }) => key).toSorted());
  });

  it.each(hubspot.cards)("lists the card $uid, whose file is there", ({ file }) => {
    expect(existsSync(join(repositoryRoot, file))).toBe(true);
  });

  it("lists every card that is there", () => {
    const entries = repositoryFiles("cards").filter((path) => /^cards\/[A-Z]\w*\.tsx$/.test(path));

    const pages = [hubspot.settingsPage, ...(hubspot.homePage ? [hubspot.homePage] : [])];
    const listed = [...hubspot.cards, ...pages].map(({ file }) => file);
    expect(listed.toSorted()).toEqual(entries.toSorted());
  });

  it("names where each card is shown as the card itself does", () => {
    for (const { file, location } of hubspot.cards) {
      expect(readRepositoryFile(file)).toContain(`hubspot.extend<"${location}">`);
    }
    const { file } = hubspot.settingsPage;
    expect(readRepositoryFile(file)).toContain('hubspot.extend<"settings">');
  });

  it.each(["ticket", "contact", "company"] as const)(
    "lists the properties that Aftercare makes on a %s",
    (object) => {
      const made = OWN_PROPERTIES[object].map(({ name }) => name);

      expect(hubspot.properties[object].toSorted()).toEqual(made.toSorted());
    },
  );

  it.each(PRESET_NAMES)("subscribes to every ticket property that %s reads", (name) => {
    expect(ticketEvents).toEqual(expect.arrayContaining([...ticketProperties(loadPreset(name))]));
  });

  it("subscribes to no ticket property that nothing reads", () => {
    const fields = new Set(PRESET_NAMES.flatMap((name) => [...fieldProperties(loadPreset(name))]));
    const readings = ticketEvents.map((name) => ({
      name,
      reading: readTicketEvent(
        {
          portalId: "1",
          eventKey: name,
          occurredAt: 1_767_225_600_000,
          object: "ticket",
          objectId: "2",
          change: { kind: "property", name, value: "1767225600000" },
          changeSource: null,
          sourceId: null,
        },
        fields,
      ),
    }));

    expect(readings.length).toBeGreaterThan(0);
    expect(readings.filter(({ reading }) => "ignored" in reading)).toEqual([]);
  });
});

const bareCard = {
  uid: "card",
  name: "Card",
  description: "A card.",
  location: "crm.record.sidebar",
  objects: ["ticket"],
  file: "cards/TicketCard.tsx",
};
const reason = "Because it is needed for this.";
const bare = {
  uid: "app",
  name: "Aftercare",
  description: "An app.",
  support: { email: "a@b.test", documentationUrl: "https://b.test/docs", url: "/support" },
  listing: {
    installUrl: "/install",
    setupGuideUrl: "/guide",
    termsUrl: "https://b.test/terms",
    privacyUrl: "https://b.test/privacy",
  },
  hubspot: {
    requiredScopes: [{ scope: "oauth", reason }],
    optionalScopes: [],
    events: [{ object: "ticket", changes: ["creation"], properties: ["subject"], reason }],
    properties: { ticket: ["aftercare_tier"], contact: [], company: [] },
    cards: [bareCard],
    settingsPage: {
      uid: "settings",
      name: "Settings",
      description: "A page.",
      file: "cards/SettingsPage.tsx",
    },
  },
  slack: {
    words: {
      description: "An app.",
      longDescription: "a".repeat(175),
      backgroundColor: "#112233",
      botName: "app",
    },
    requiredScopes: [],
    optionalScopes: [],
    events: [],
    commands: [],
    shortcuts: [],
  },
};
const command = { command: "/app", description: "Does it.", usageHint: "help" };

describe("the manifest's schema", () => {
  it("takes a bare manifest", () => {
    expect(PluginManifest.safeParse(bare).error).toBeUndefined();
  });

  it.each<{ name: string; document: unknown; message: string }>([
    {
      name: "a name that contains a vendor's",
      document: { ...bare, name: "Aftercare for Slack" },
      message: "vendor's name",
    },
    {
      name: "a uid with a blank",
      document: { ...bare, uid: "my app" },
      message: "expected letters",
    },
    {
      name: "a uid of 65 characters",
      document: { ...bare, uid: "a".repeat(65) },
      message: "64",
    },
    {
      name: "a uid that is there twice",
      document: { ...bare, uid: "card" },
      message: "uid card is there twice",
    },
    {
      name: "a scope both required and optional",
      document: {
        ...bare,
        hubspot: { ...bare.hubspot, optionalScopes: [{ scope: "oauth", reason }] },
      },
      message: "HubSpot scope oauth is there twice",
    },
    {
      name: "a scope without its reason",
      document: { ...bare, slack: { ...bare.slack, requiredScopes: [{ scope: "chat:write" }] } },
      message: "reason",
    },
    {
      name: "a property without our prefix",
      document: {
        ...bare,
        hubspot: { ...bare.hubspot, properties: { ticket: ["tier"], contact: [], company: [] } },
      },
      message: "prefix aftercare_",
    },
    {
      name: "a help desk card of contacts",
      document: {
        ...bare,
        hubspot: {
          ...bare.hubspot,
          cards: [{ ...bareCard, location: "helpdesk.sidebar", objects: ["contact"] }],
        },
      },
      message: "help desk",
    },
    {
      name: "a long description that Slack finds too short",
      document: {
        ...bare,
        slack: { ...bare.slack, words: { ...bare.slack.words, longDescription: "a".repeat(174) } },
      },
      message: "175",
    },
    {
      name: "a bot with a capital letter",
      document: {
        ...bare,
        slack: { ...bare.slack, words: { ...bare.slack.words, botName: "App" } },
      },
      message: "expected small letters",
    },
    {
      name: "a command that is there twice",
      document: { ...bare, slack: { ...bare.slack, commands: [command, command] } },
      message: "Slack command /app is there twice",
    },
    {
      name: "a command without its slash",
      document: { ...bare, slack: { ...bare.slack, commands: [{ ...command, command: "app" }] } },
      message: "expected a slash",
    },
    {
      name: "a key that it does not know",
      document: { ...bare, webhooks: [] },
      message: "webhooks",
    },
  ])("refuses $name", ({ document, message }) => {
    expect(JSON.stringify(PluginManifest.safeParse(document).error?.issues)).toContain(message);
  });
});

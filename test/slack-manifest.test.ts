import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { TO_TICKET_SHORTCUT } from "../src/adapters/slack/action-ids.ts";
import {
  SLACK_INSTALL_PATH,
  SLACK_REDIRECT_PATH,
} from "../src/app/portals/make-slack-install-link.ts";
import { PluginManifest } from "../src/config/plugin-manifest.ts";
import { slackManifest, slackScopes } from "../src/config/slack-manifest.ts";
import { readRepositoryFile, repositoryFiles, repositoryRoot } from "./support/source-files.ts";

const BASE_URL = "https://aftercare.example";
const manifest = PluginManifest.parse(JSON.parse(readRepositoryFile("plugin-manifest.json")));
const made = slackManifest(manifest, BASE_URL);
const { slack } = manifest;

/** Official schemas and the table of methods, which lie beside the repository. */
const SHARED = new URL("../../shared/openapi/slack/", import.meta.url);
const itWithShared = existsSync(SHARED) || process.env["CI"] !== undefined ? it : it.skip;
const readShared = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(name, SHARED), "utf8"));

function schemaErrors(version: string, document: unknown): readonly unknown[] {
  // The schemas have keywords of their own.
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const validate = ajv.compile(z.record(z.string(), z.unknown()).parse(readShared(version)));
  validate(document);
  return validate.errors ?? [];
}

describe("the manifest of the Slack app", () => {
  describe.each(["manifest.schema.1.0.0.json", "manifest.schema.2.0.0.json"])("by %s", (schema) => {
    itWithShared("is as Slack wants it", () => {
      expect(schemaErrors(schema, made)).toEqual([]);
    });

    itWithShared.each<{ name: string; document: unknown }>([
      { name: "a key that it does not know", document: { ...made, more: 1 } },
      {
        name: "a name of 36 signs",
        document: {
          ...made,
          display_information: { ...made.display_information, name: "a".repeat(36) },
        },
      },
      {
        name: "a long description that is short",
        document: {
          ...made,
          display_information: { ...made.display_information, long_description: "Short." },
        },
      },
    ])("would not be with $name", ({ document }) => {
      expect(schemaErrors(schema, document)).not.toEqual([]);
    });
  });

  it("calls one address, with https", () => {
    const addresses = JSON.stringify(made).match(/[a-z]+:\/\/[^"]+/g) ?? [];
    expect(new Set(addresses)).toEqual(
      new Set([`${BASE_URL}/slack/events`, `${BASE_URL}${SLACK_REDIRECT_PATH}`]),
    );
    expect(SLACK_INSTALL_PATH).toBe("/slack/install");
  });

  it("asks for optional scopes too, and lets the installer leave them out", () => {
    const { bot, bot_optional: optional } = made.oauth_config.scopes;
    expect(bot).toEqual(slackScopes(manifest));
    expect(optional).toEqual(slack.optionalScopes.map(({ scope }) => scope));
    expect(optional.filter((scope) => !bot.includes(scope))).toEqual([]);
  });

  it("is for single workspaces, whose tokens stay good", () => {
    expect(made.settings).toMatchObject({
      org_deploy_enabled: false,
      token_rotation_enabled: false,
      socket_mode_enabled: false,
    });
  });

  it("says in ten words what the app is for", () => {
    expect(slack.words.description.split(" ").length).toBeLessThanOrEqual(10);
  });
});

const sources = repositoryFiles("src/adapters/slack").map(readRepositoryFile).join("\n");

describe("what the Slack app asks for", () => {
  const Table = z.object({
    methods: z.record(z.string(), z.looseObject({ bot_scopes: z.array(z.string()) })),
  });
  /** `type SlackMethod = "chat.postMessage" | …`, and what else is called at a client. */
  const [, union = ""] = /type SlackMethod =([^;]+);/.exec(sources) ?? [];
  const named = [...union.matchAll(/"([a-zA-Z.]+)"/g)].map(([, name = ""]) => name);
  const called = [...sources.matchAll(/client\.([a-z]+(?:\.[a-zA-Z]+)+)\(/g)].map(
    ([, name = ""]) => name,
  );
  const methods = [...new Set([...named, ...called])];
  const scopesOf = () => {
    const table = Table.parse(readShared("web-api-methods.json")).methods;
    return methods.map((method) => ({ method, scopes: table[method]?.bot_scopes }));
  };

  it("is found in the code", () => {
    expect(methods).toEqual(
      expect.arrayContaining([
        "chat.postMessage",
        "chat.update",
        "conversations.history",
        "auth.test",
      ]),
    );
  });

  itWithShared("is enough for every method that is called", () => {
    const declared = new Set(slackScopes(manifest));
    const needs = scopesOf().filter(({ scopes }) => scopes === undefined || scopes.length > 0);
    expect(needs.length).toBeGreaterThan(2);
    expect(needs.filter(({ scopes }) => !scopes?.some((scope) => declared.has(scope)))).toEqual([]);
  });

  itWithShared("is no more than is used", () => {
    const used = new Set(["commands", ...scopesOf().flatMap(({ scopes = [] }) => scopes)]);
    const unused = slackScopes(manifest).filter((scope) => !used.has(scope));
    expect(unused).toEqual([]);
  });

  it("is explained", () => {
    for (const { reason } of [...slack.requiredScopes, ...slack.optionalScopes]) {
      expect(reason).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe("what Slack sends", () => {
  const listened = [...sources.matchAll(/app\.event\(\s*"([^"]+)"/g)].map(([, name = ""]) => name);

  it("is every event that is listened to, and no other", () => {
    expect(listened.length).toBeGreaterThan(1);
    expect(slack.events.toSorted()).toEqual(listened.toSorted());
  });

  it("is every command: each that Slack sends is answered", () => {
    expect(slack.commands.map(({ command }) => command)).toEqual(["/aftercare"]);
    expect(sources).toMatch(/app\.command\(ANY_COMMAND,/);
  });

  it("is the one shortcut that is listened to", () => {
    expect(slack.shortcuts.map(({ callbackId }) => callbackId)).toEqual([TO_TICKET_SHORTCUT]);
    expect(sources).toMatch(/app\.shortcut\(\s*\{ callback_id: TO_TICKET_SHORTCUT,/);
  });
});

describe("npm run slack:manifest", () => {
  const file = join(repositoryRoot, "src/config/write-slack-manifest.ts");

  it("prints it for an address", () => {
    const printed = execFileSync(process.execPath, [file, "--base-url", `${BASE_URL}/`]);
    expect(JSON.parse(printed.toString())).toEqual(made);
  });

  it.each([[], ["--base-url", "http://localhost:8080"], ["--base-url", "aftercare.example"]])(
    "refuses %s %s",
    (...args) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args]);
      expect({ status, stdout: stdout.toString() }).toEqual({ status: 2, stdout: "" });
      expect(stderr.toString()).toContain("expected the https address that Slack calls");
    },
  );
});

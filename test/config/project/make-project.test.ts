import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { getProjectMetadata, parseProjectConfig } from "@hubspot/project-parsing-lib/projects";
import { translate } from "@hubspot/project-parsing-lib/translate";
import { validateUid } from "@hubspot/project-parsing-lib/uid";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { SLACK_INSTALL_PATH } from "../../../src/app/portals/make-slack-install-link.ts";
import { byPath, type ProjectFile } from "../../../src/config/project/project-file.ts";
import { HUBSPOT_WEBHOOK_PATH } from "../../../src/config/project/project-options.ts";
import { problemLine } from "../../../src/config/project/project-problem.ts";
import { writeProject } from "../../../src/hubspot-project-folder.ts";
import { WEBHOOK_PATH } from "../../../webhooks/receiver.ts";
import {
  BASE_URL,
  changed,
  type Document,
  make,
  manifestDocument,
  sources,
} from "../../support/manifest-under-test.ts";
import { SEEDED_MISTAKES } from "../../support/seeded-mistakes-of-manifest.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function filesOf(...given: Parameters<typeof make>): readonly ProjectFile[] {
  const making = make(...given);
  if (!making.ok) throw new Error(making.problems.map(problemLine).join("\n"));
  return making.files;
}

function jsonOf(files: readonly ProjectFile[], path: string): unknown {
  return JSON.parse(files.find((file) => file.path === path)?.text ?? "null");
}

/** As somebody would list the app who has pages of their own. */
function listed(): Document {
  const document = changed("support.email", "help@aftercare.test");
  Reflect.set(document, "support", {
    ...Object(document["support"]),
    documentationUrl: "/docs",
    url: "/support",
  });
  Reflect.set(document, "listing", {
    installUrl: "/install",
    setupGuideUrl: "/guide",
    termsUrl: "/terms",
    privacyUrl: "/privacy",
  });
  return document;
}

describe("the developer project", () => {
  it("has nothing to object to, for named accounts and with a fixed token", () => {
    expect(filesOf().length).toBeGreaterThan(50);
    expect(filesOf(manifestDocument(), { auth: "static" }).length).toBe(filesOf().length);
  });

  it("may be listed once its pages are those of whoever lists it", () => {
    const making = make(manifestDocument(), { distribution: "marketplace" });
    const codes = making.ok ? [] : making.problems.map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(["address_is_example"]));
    const files = filesOf(listed(), { distribution: "marketplace" });
    expect(jsonOf(files, "src/app/app-hsmeta.json")).toMatchObject({
      config: {
        distribution: "marketplace",
        auth: { type: "oauth", redirectUrls: [`${BASE_URL}/oauth/callback`] },
        permittedUrls: { fetch: [BASE_URL], iframe: [], img: [] },
        support: { supportUrl: `${BASE_URL}/support`, documentationUrl: `${BASE_URL}/docs` },
      },
    });
  });

  it("is the same byte for byte, in whatever order the file system lists the sources", () => {
    const backwards = new Map([...sources].toReversed());
    expect(filesOf(manifestDocument(), { sources: backwards })).toEqual(filesOf());
    const paths = filesOf().map(({ path }) => path);
    expect(paths).toEqual(paths.toSorted());
    expect(new Set(paths).size).toBe(paths.length);
  });

  it("is written the same twice, and leaves nothing of an older one", () => {
    const folder = mkdtempSync(join(tmpdir(), "aftercare-project-"));
    folders.push(folder);
    const target = join(folder, "project");
    writeProject(target, [...filesOf(), { path: "src/app/cards/Old.tsx", text: "" }]);
    writeProject(target, filesOf());
    expect(readAll(target)).toEqual(filesOf().map(({ path, text }) => ({ path, text })));
  });

  it("sends webhooks where they are received, each subscription once", () => {
    const Webhooks = z.looseObject({
      config: z.looseObject({
        settings: z.object({ targetUrl: z.string(), maxConcurrentRequests: z.number().min(6) }),
        subscriptions: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
      }),
    });
    const { config } = Webhooks.parse(jsonOf(filesOf(), "src/app/webhooks/webhooks-hsmeta.json"));
    expect(HUBSPOT_WEBHOOK_PATH).toBe(WEBHOOK_PATH);
    expect(SLACK_INSTALL_PATH).not.toBe(HUBSPOT_WEBHOOK_PATH);
    expect(config.settings.targetUrl).toBe(`${BASE_URL}${WEBHOOK_PATH}`);
    const all = Object.values(config.subscriptions).flat();
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(all.length);
    expect(config.subscriptions["hubEvents"]).toEqual([
      { subscriptionType: "contact.privacyDeletion", active: true },
    ]);
    expect(config.subscriptions["legacyCrmObjects"]).toContainEqual({
      subscriptionType: "ticket.propertyChange",
      propertyName: "hs_pipeline_stage",
      active: true,
    });
    expect(config.subscriptions["crmObjects"]).toContainEqual({
      subscriptionType: "object.creation",
      objectType: "task",
      active: true,
    });
  });

  it("asks for no consent where the token is fixed", () => {
    const files = filesOf(manifestDocument(), { auth: "static" });
    const app = JSON.stringify(jsonOf(files, "src/app/app-hsmeta.json"));
    expect(app).toContain('"type":"static"');
    expect(app).not.toContain('"oauth"');
    expect(app).not.toContain("redirectUrls");
  });

  it("lets every folder of extensions stand alone", () => {
    const files = filesOf();
    const paths = new Set(files.map(({ path }) => path));
    for (const { path, text } of files.filter((file) => /\.tsx?$/.test(file.path))) {
      const [, folder = ""] = /^(src\/app\/[a-z]+)\//.exec(path) ?? [];
      for (const [, target = ""] of text.matchAll(/(?:from|import) "(\.[^"]+)"/g)) {
        const resolved = join(path, "..", target);
        expect(resolved.startsWith(`${folder}/`)).toBe(true);
        expect(paths).toContain(resolved);
      }
    }
  });

  it("has the address of whoever runs it in every folder, and that of the sandbox in none", () => {
    const texts = filesOf().filter(({ path }) => path.endsWith("default-backend-url.ts"));
    expect(texts.map(({ path }) => path.split("/")[2])).toEqual(["cards", "pages", "settings"]);
    for (const { text } of texts) expect(text).toContain(`DEFAULT_BACKEND_URL = "${BASE_URL}"`);
    const sandboxes = filesOf().filter(
      ({ path, text }) => /\.tsx?$/.test(path) && text.includes("aftercare.example"),
    );
    expect(sandboxes).toEqual([]);
  });
});

describe("HubSpot's own parser", () => {
  it.each(["oauth", "static"] as const)("understands the project with auth %s", async (auth) => {
    const folder = mkdtempSync(join(tmpdir(), "aftercare-project-"));
    folders.push(folder);
    const files = filesOf(manifestDocument(), { auth });
    writeProject(join(folder, "project"), files);
    const config = parseProjectConfig(join(folder, "project"));
    const src = join(folder, "project", config.srcDir);
    const { components, hsMetaFiles } = await getProjectMetadata(src);
    const { intermediateRepresentation, skippedHsMetaFiles } = await translate(
      { projectSourceDir: src, platformVersion: config.platformVersion, accountId: 0 },
      { skipValidation: true },
    );
    const nodes = Object.values(intermediateRepresentation.intermediateNodesIndexedByUid);
    const written = files.filter(({ path }) => path.endsWith("-hsmeta.json"));
    expect(skippedHsMetaFiles).toEqual([]);
    expect(hsMetaFiles.length).toBe(written.length);
    expect(nodes.map(({ componentType }) => componentType).toSorted()).toEqual([
      "APPLICATION",
      ..."CARD ".repeat(4).trim().split(" "),
      "PAGE",
      "SETTINGS",
      "WEBHOOKS",
    ]);
    for (const { uid } of nodes) expect(validateUid(uid)).toBeUndefined();
    for (const { count, maxCount } of Object.values(components)) {
      expect(count).toBeLessThanOrEqual(maxCount);
    }
  });
});

describe("a manifest with a mistake", () => {
  it("is tried with more than twenty", () => {
    expect(SEEDED_MISTAKES.length).toBeGreaterThan(30);
  });

  it.each(SEEDED_MISTAKES)("is refused: $name", ({ document, code, path, says }) => {
    const making = make(document);
    const problems = making.ok ? [] : making.problems;
    const [hit] = problems.filter((problem) => problem.code === code && problem.path === path);
    expect(problems.map(({ code: found, path: at }) => `${found} ${at}`)).toContain(
      `${code} ${path}`,
    );
    expect(hit && problemLine(hit)).toContain(says);
    // One mistake may be two: what is not asked for is also not used.
    expect(problems.length).toBeLessThan(4);
  });

  it.each([
    {
      name: "an address of this machine",
      baseUrl: "http://localhost:8080",
      code: "address_invalid",
    },
    { name: "plain http", baseUrl: "http://aftercare.test", code: "address_invalid" },
    { name: "no address", baseUrl: "aftercare.test", code: "address_invalid" },
    { name: "a query", baseUrl: "https://aftercare.test?a=b", code: "address_invalid" },
  ])("is refused for a base address with $name", ({ baseUrl, code }) => {
    const making = make(manifestDocument(), { baseUrl });
    const found = making.ok ? [] : making.problems;
    expect(found.filter(({ path }) => path === "--base-url").map((one) => one.code)).toEqual([
      code,
    ]);
  });

  it("takes an address of this machine when it was told to", () => {
    const local = { baseUrl: "http://localhost:8080", mayBeLocal: true };
    expect(make(manifestDocument(), local).ok).toBe(true);
  });

  it("is refused a fixed token for the marketplace", () => {
    const making = make(listed(), { distribution: "marketplace", auth: "static" });
    expect(making.ok ? [] : making.problems.map(({ code }) => code)).toEqual(["auth_not_offered"]);
  });
});

describe("card sources with a mistake", () => {
  const spoiled = (path: string, line: string) =>
    make(manifestDocument(), {
      sources: new Map([...sources, [path, `${line}\n${sources.get(path)}`]]),
    });

  it.each([
    {
      name: "a value of the server",
      line: 'import { TicketCard } from "../src/contract/card-api.ts";',
      code: "card_import_outside",
    },
    {
      name: "a file that is not there",
      line: 'import { a } from "./no-such-file.ts";',
      code: null,
    },
    {
      name: "a package that HubSpot does not have",
      line: 'import { z } from "zod";',
      code: "card_package_unknown",
    },
    {
      name: "an address that is not permitted",
      line: 'const other = "https://elsewhere.test/api";',
      code: "url_not_permitted",
    },
  ])("are refused: $name", ({ line, code }) => {
    const making = spoiled("cards/backend.ts", line);
    const codes = making.ok ? [] : making.problems.map((problem) => problem.code);
    expect(codes).toContain(code ?? "card_file_missing");
  });
});

/** Every file below a folder, in the order of paths. */
function readAll(folder: string): readonly ProjectFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((file) => ({ path: relative(folder, file), text: readFileSync(file, "utf8") }))
    .toSorted(byPath);
}

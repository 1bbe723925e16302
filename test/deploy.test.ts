import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { createMetrics } from "../src/adapters/http/metrics.ts";
import { Environment } from "../src/config/env.ts";
import { createRecordingLogger } from "./support/recording-logger.ts";
import { readRepositoryFile, repositoryRoot } from "./support/source-files.ts";

const dockerfile = readRepositoryFile("Dockerfile").replaceAll(/\\\n\s*/g, "");
const steps = dockerfile
  .split("\n")
  .filter((line) => /^[A-Z]+ /.test(line))
  .map((line) => ({ name: line.split(" ")[0] ?? "", rest: line.slice(line.indexOf(" ") + 1) }));
const stepsNamed = (name: string) =>
  steps.filter((step) => step.name === name).map(({ rest }) => rest);
const copied = stepsNamed("COPY")
  .filter((rest) => !rest.startsWith("--from"))
  .flatMap((rest) => rest.split(" ").slice(0, -1));
const routes = readRepositoryFile("src/adapters/http/health-routes.ts");

describe("the image", () => {
  it("is of the Node that Aftercare runs on, in every stage", () => {
    const Packages = z.looseObject({ engines: z.object({ node: z.string() }) });
    const { engines } = Packages.parse(JSON.parse(readRepositoryFile("package.json")));
    const major = /\d+/.exec(engines.node)?.[0];
    const bases = stepsNamed("FROM").map((rest) => rest.split(" ")[0]);
    expect(bases).toEqual([`node:${major}-slim`, `node:${major}-slim`]);
  });

  it("copies only what is there, and what the context lets through", () => {
    const passed = readRepositoryFile(".dockerignore").split("\n");
    expect(copied.length).toBeGreaterThan(5);
    for (const path of copied) {
      expect(existsSync(join(repositoryRoot, path))).toBe(true);
      expect(passed).toContain(`!${path}`);
    }
    expect(passed[0]).toBe("*");
  });

  it("has every file that the server reads or imports outside src", () => {
    const outside = ["src/main.ts", "src/plugin.ts", "src/create-web.ts"]
      .flatMap((path) => [...readRepositoryFile(path).matchAll(/"\.\.\/([\w./-]+)"/g)])
      .map(([, target = ""]) => target.split("/")[0] ?? "");
    expect(outside).toEqual(expect.arrayContaining(["plugin-manifest.json", "webhooks"]));
    expect(outside.filter((path) => !copied.includes(path))).toEqual([]);
  });

  it("runs as nobody in particular, and is asked whether it lives", () => {
    const users = steps.findIndex(({ name }) => name === "USER");
    expect(stepsNamed("USER")).toEqual(["node"]);
    expect(users).toBeLessThan(steps.findIndex(({ name }) => name === "CMD"));
    const [, route = ""] = /\/(\w+)`/.exec(stepsNamed("HEALTHCHECK").join()) ?? [];
    expect(routes).toContain(`"/${route}"`);
    expect(stepsNamed("CMD")).toEqual(['["node", "src/main.ts"]']);
  });

  it("sets only variables that Aftercare knows", () => {
    const names = stepsNamed("ENV").flatMap((rest) =>
      rest.split(" ").map((pair) => pair.split("=")[0] ?? ""),
    );
    expect(names.filter((name) => !(name in Environment.shape))).toEqual(["NODE_ENV"]);
  });
});

const Service = z.looseObject({
  image: z.string(),
  environment: z.record(z.string(), z.string()),
  env_file: z.string().optional(),
  volumes: z.array(z.string()).optional(),
  healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
  depends_on: z.record(z.string(), z.looseObject({ condition: z.string() })).optional(),
  ports: z.array(z.string()).optional(),
  read_only: z.boolean().optional(),
});
const Compose = z.looseObject({
  services: z.strictObject({ database: Service, web: Service, worker: Service }),
  volumes: z.record(z.string(), z.unknown()),
});
const { services, volumes } = Compose.parse(
  parse(readRepositoryFile("compose.yaml"), { merge: true }),
);

describe("the composition", () => {
  it("has both roles on one database that keeps its data", () => {
    expect(services.web.environment["ROLE"]).toBe("web");
    expect(services.worker.environment["ROLE"]).toBe("worker");
    const [kept = ""] = services.database.volumes ?? [];
    expect(Object.keys(volumes)).toContain(kept.split(":")[0]);
    for (const { depends_on: awaited } of [services.web, services.worker]) {
      expect(awaited).toMatchObject({ database: { condition: "service_healthy" } });
    }
    expect(services.database.healthcheck?.test).toContain("pg_isready");
  });

  it("has no secret in it, and does not start without one", () => {
    const password = ["$", "{POSTGRES_PASSWORD:?set it in .env}"].join("");
    expect(services.database.environment["POSTGRES_PASSWORD"]).toBe(password);
    for (const { environment, env_file: file } of [services.web, services.worker]) {
      expect(environment["DATABASE_URL"]).toContain(`aftercare:${password}@database`);
      expect(file).toBe(".env");
      const secrets = Object.keys(environment).filter((name) => /SECRET|TOKEN|KEY/.test(name));
      expect(secrets).toEqual([]);
    }
  });

  it("sets only variables that Aftercare knows, and opens its port to this machine alone", () => {
    const names = [services.web, services.worker].flatMap((one) => Object.keys(one.environment));
    expect(names.filter((name) => !(name in Environment.shape))).toEqual([]);
    expect(services.web.ports).toEqual(["127.0.0.1:8080:8080"]);
    expect(services.database.ports).toBeUndefined();
    expect(services.web.read_only).toBe(true);
  });
});

describe("the alerts", () => {
  const Rules = z.strictObject({
    groups: z.array(
      z.strictObject({
        name: z.string(),
        rules: z.array(
          z.strictObject({
            alert: z.string().regex(/^Aftercare[A-Z]\w+$/),
            expr: z.string(),
            for: z
              .string()
              .regex(/^\d+m$/)
              .optional(),
            labels: z.strictObject({ severity: z.enum(["page", "ticket"]) }),
            annotations: z.strictObject({ summary: z.string().min(10) }),
          }),
        ),
      }),
    ),
  });
  const rules = Rules.parse(parse(readRepositoryFile("deploy/alerts.yaml"))).groups.flatMap(
    (group) => group.rules,
  );

  it("are about figures that there are", async () => {
    const none = async () => ({});
    const metrics = createMetrics({
      logger: createRecordingLogger(),
      ledgerCounts: none,
      outboxCounts: none,
      unknownSends: none,
      storageFigures: none,
    });
    const text = await metrics.metrics();
    const known = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name = ""]) => name));
    const asked = rules.flatMap(({ expr }) => expr.match(/aftercare_\w+/g) ?? []);
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((name) => !known.has(name.replace(/_bucket$/, "")))).toEqual([]);
  });

  it("are all told in docs/operations.md, each with what to do", () => {
    const paper = readRepositoryFile("docs/operations.md");
    expect(rules.filter(({ alert }) => !paper.includes(`\`${alert}\``))).toEqual([]);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  });
});

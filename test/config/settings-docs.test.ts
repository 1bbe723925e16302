import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { Environment } from "../../src/config/env.ts";
import { renderPluginManifestSchema } from "../../src/config/plugin-manifest-schema.ts";
import { renderPolicySchema } from "../../src/config/policy-schema.ts";
import {
  renderConfiguration,
  renderEnvExample,
  renderSettingsSchema,
} from "../../src/config/settings-docs.ts";
import { renderPolicyProblems } from "../../src/messages/policy-problem-docs.ts";

const root = new URL("../../", import.meta.url);
const keys = Object.keys(Environment.shape);

describe("what `npm run docs` writes is up to date:", () => {
  it.each([
    { file: "docs/configuration.md", render: renderConfiguration },
    { file: "docs/settings.schema.json", render: renderSettingsSchema },
    { file: "docs/policy.schema.json", render: renderPolicySchema },
    { file: "docs/plugin-manifest.schema.json", render: renderPluginManifestSchema },
    { file: ".env.example", render: renderEnvExample },
    { file: "docs/policy-problems.md", render: renderPolicyProblems },
  ])("$file", ({ file, render }) => {
    expect(readFileSync(new URL(file, root), "utf8")).toBe(render());
  });
});

it("every variable has a description, and every text names it", () => {
  const table = renderConfiguration();
  const example = renderEnvExample();
  for (const key of keys) {
    expect(table).toContain(`| \`${key}\` |`);
    expect(example).toMatch(new RegExp(`^(# )?${key}=`, "m"));
  }
});

it("the example has no line too long to read, and no value for a secret", () => {
  const lines = renderEnvExample().split("\n");
  // A value cannot be broken.
  const texts = lines.filter((line) => !/^(# )?[A-Z_]+=/.test(line));
  expect(texts.filter((line) => line.length > 102)).toEqual([]);
  const secrets = lines.filter((line) => /(SECRET|TOKEN|TOKEN_KEYS|DATABASE_URL)=/.test(line));
  expect(secrets.length).toBeGreaterThan(4);
  expect(secrets.filter((line) => !line.endsWith("="))).toEqual([]);
});

describe("the JSON schema", () => {
  const validate = new Ajv2020().compile(JSON.parse(renderSettingsSchema()));
  const least = {
    PUBLIC_BASE_URL: "https://a.test",
    HUBSPOT_CLIENT_SECRET: "x",
    TOKEN_KEYS: "1:x",
  };
  it.each([
    { name: "takes the least there can be", variables: least, expected: true },
    { name: "wants what is required", variables: {}, expected: false },
    { name: "knows the choices", variables: { ...least, ROLE: "boss" }, expected: false },
    { name: "refuses what nobody reads", variables: { ...least, ROLL: "web" }, expected: false },
  ])("$name", ({ variables, expected }) => {
    expect(validate(variables)).toBe(expected);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { createPolicyCommand } from "../../../src/adapters/cli/policy-command.ts";
import { createPolicyText } from "../../../src/adapters/files/policy-text.ts";
import { parsePolicy } from "../../../src/config/presets.ts";
import { type AppUnderTest, appUnderTest, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { ADA } from "../../support/governance-under-test.ts";
import { cleanPolicy } from "../../support/policies.ts";

const stricter = createPolicyText()
  .write(cleanPolicy())
  .replaceAll("durationMinutes: 240", "durationMinutes: 120");
const MISTAKES = 25;
const many = [
  stricter,
  ...Array.from({ length: MISTAKES }, (_, index) => `mistake${index}: ${index}`),
];
const bomb = (width: number, depth: number): string =>
  [
    `a0: &a0 [${Array.from({ length: width }, () => "x").join(", ")}]`,
    ...Array.from({ length: depth }, (_, index) => {
      const aliases = Array.from({ length: width }, () => `*a${index}`).join(", ");
      return `a${index + 1}: &a${index + 1} [${aliases}]`;
    }),
  ].join("\n");

const files: Readonly<Record<string, string>> = {
  "wrong-name.yaml": stricter.replace("calendarId: office", "calendarId: offfice"),
  "wrong-types.yaml": stricter.replaceAll("durationMinutes: 120", "durationMinutes: soon"),
  "many.yaml": many.join("\n"),
  "big.yaml": `${stricter}# ${"x".repeat(5 * 1024 * 1024)}`,
  "bomb.yaml": bomb(9, 9),
  "deep.yaml": "[".repeat(100_000),
  "no-yaml.yaml": "a: [1\nb: }\n",
  "list.yaml": "- 1\n- 2\n",
  "empty.yaml": "",
};

describe("a bad policy", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
  });

  async function run(...args: string[]) {
    const printed: string[] = [];
    const complaints: string[] = [];
    const command = createPolicyCommand({
      readPolicy: parsePolicy,
      files: { read: (path) => files[path] ?? "" },
      openStore: async () => {
        throw new Error("a bad document never comes near the store");
      },
    });
    const code = await command.run(args, {
      print: (text) => printed.push(text),
      complain: (text) => complaints.push(text),
    });
    return { code, printed, complaints };
  }
  const here = ["--portal", PORTAL_ID];

  it.each<{ file: string; name: string; count: number; problem: RegExp }>([
    {
      file: "wrong-name.yaml",
      name: "a name that nothing bears",
      count: 1,
      problem: /^targets\[0\]\.calendarId names "offfice": expected one of /,
    },
    {
      file: "wrong-types.yaml",
      name: "wrong types",
      count: 2,
      problem: /^targets\[2\]\.durationMinutes is "soon": expected number$/,
    },
    {
      file: "many.yaml",
      name: "unknown keys, all of them",
      count: MISTAKES,
      problem: /^mistake0 is not a key of a policy: expected it to be absent$/,
    },
    {
      file: "big.yaml",
      name: "five megabytes",
      count: 1,
      problem: /^the document has \d+ characters: expected at most 1000000$/,
    },
    {
      file: "bomb.yaml",
      name: "a small document that expands without end",
      count: 1,
      problem: /^the document cannot be expanded: .*alias/i,
    },
    {
      file: "deep.yaml",
      name: "groups within groups without end",
      count: 1,
      problem: /^the document has groups within groups: expected at most 100$/,
    },
    { file: "no-yaml.yaml", name: "no YAML", count: 2, problem: /^the document is no YAML: / },
    { file: "list.yaml", name: "a list", count: 1, problem: /^the document is a list of 2: / },
    { file: "empty.yaml", name: "nothing", count: 1, problem: /^the document is null: / },
  ])("reports $name in one go and changes nothing", async ({ file, count, problem }) => {
    const ways = [
      ["lint", "--file", file],
      ["diff", ...here, "--file", file],
      ["import", ...here, "--file", file, "--by", ADA.email],
    ];
    for (const way of ways) {
      const { code, complaints, printed } = await run(...way);
      expect({ code, printed }).toEqual({ code: 1, printed: [] });
      expect(complaints[0]).toMatch(problem);
      expect(complaints).toHaveLength(count + 1);
      expect(complaints.at(-1)).toMatch(/ has \d+ problems?: nothing was changed$/);
    }
    const asJson = await run("lint", "--file", file, "--json");
    expect(JSON.parse(asJson.printed.join("\n")).problems).toHaveLength(count);
    expect(await app.store.policyDrafts.list(PORTAL_ID, 10)).toEqual([]);
  });
});

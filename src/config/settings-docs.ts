import { z } from "zod";
import {
  Environment,
  hubspotVariables,
  intakeVariables,
  policyVariables,
  serverVariables,
  slackVariables,
  storeVariables,
} from "./env.ts";

/** The texts that are made from the settings schema; `npm run docs` writes them. */

const MAX_LINE_LENGTH = 100;

const GROUPS = [
  { title: "Server", variables: serverVariables },
  { title: "Store", variables: storeVariables },
  { title: "HubSpot", variables: hubspotVariables },
  { title: "Slack", variables: slackVariables },
  { title: "Policy", variables: policyVariables },
  { title: "First import and lost events", variables: intakeVariables },
] as const;

const Described = z.object({
  type: z.literal("string"),
  description: z.string(),
  default: z.string().optional(),
  enum: z.array(z.string()).optional(),
  writeOnly: z.boolean().default(false),
});
const SchemaDocument = z.looseObject({
  properties: z.record(z.string(), Described),
  required: z.array(z.string()),
});

type Variable = {
  readonly key: string;
  readonly description: string;
  readonly fallback: string | undefined;
  readonly choices: readonly string[];
  readonly isSecret: boolean;
  readonly isRequired: boolean;
  readonly example: string | undefined;
};

/** For editors that complete and check environment files. */
export function renderSettingsSchema(): string {
  return `${JSON.stringify(settingsSchema(), null, 2)}\n`;
}

export function renderConfiguration(): string {
  const sections = groupsOfVariables().map(
    ({ title, variables }) => `## ${title}\n\n${tableOf(variables)}\n`,
  );
  return [
    "# Configuration",
    "",
    "Written by `npm run docs` from `src/config/env.ts`; do not edit.",
    "",
    "Settings come from the environment. They are read once at start; all problems are reported together,",
    "and nothing starts before they are mended. A variable that is empty counts as not set. Secrets are",
    "never written to a log. `.env.example` lists all of them, `docs/settings.schema.json` is for editors.",
    "",
    "`npm start` needs none of this: it runs the sandbox.",
    "",
    sections.join("\n"),
  ].join("\n");
}

export function renderEnvExample(): string {
  const head = [
    "# Settings of Aftercare, written by `npm run docs`; docs/configuration.md has the same as a table.",
    "# Copy to .env and fill in what has no # before its name; the rest shows its default.",
  ];
  const groups = groupsOfVariables().map(({ title, variables }) =>
    [`# --- ${title} ---`, ...variables.map(exampleOf)].join("\n\n"),
  );
  return `${[head.join("\n"), ...groups].join("\n\n")}\n`;
}

function settingsSchema() {
  return z.toJSONSchema(Environment, { io: "input" });
}

function groupsOfVariables() {
  const document = SchemaDocument.parse(settingsSchema());
  return GROUPS.map(({ title, variables }) => ({
    title,
    variables: Object.entries(variables).map(([key, schema]): Variable => {
      const described = Described.parse(document.properties[key]);
      return {
        key,
        description: described.description,
        fallback: described.default,
        choices: described.enum ?? [],
        isSecret: described.writeOnly,
        isRequired: document.required.includes(key),
        example: exampleTextOf(schema),
      };
    }),
  }));
}

const Examples = z.array(z.string());

function exampleTextOf(schema: z.ZodType): string | undefined {
  const [example] = Examples.parse(schema.meta()?.["examples"] ?? []);
  return example;
}

function tableOf(variables: readonly Variable[]): string {
  const rows = variables.map((variable) => {
    const marks = [
      variable.choices.length > 0 ? `One of ${variable.choices.map(code).join(", ")}.` : "",
      variable.example === undefined ? "" : `Example: ${code(variable.example)}.`,
      variable.isSecret ? "**Secret.**" : "",
    ];
    const meaning = [variable.description, ...marks].filter(Boolean).join(" ");
    return `| ${code(variable.key)} | ${defaultOf(variable)} | ${meaning} |`;
  });
  return ["| variable | default | meaning |", "| --- | --- | --- |", ...rows].join("\n");
}

function defaultOf({ fallback, isRequired }: Variable): string {
  if (fallback !== undefined) return code(fallback);
  return isRequired ? "required" : "not set";
}

function code(text: string): string {
  return `\`${text}\``;
}

function exampleOf(variable: Variable): string {
  const value = variable.fallback ?? variable.example ?? "";
  const assignment = `${variable.key}=${variable.isSecret ? "" : value}`;
  const choices = variable.choices.length > 0 ? ` One of ${variable.choices.join(", ")}.` : "";
  return [
    ...wrap(variable.description + choices),
    variable.isRequired ? assignment : `# ${assignment}`,
  ].join("\n");
}

function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  let line = "#";
  for (const word of text.split(" ")) {
    if (line.length + 1 + word.length > MAX_LINE_LENGTH) {
      lines.push(line);
      line = "#";
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

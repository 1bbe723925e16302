import { parseArgs } from "node:util";
import { z } from "zod";
import type { ProjectOptions } from "./config/project/project-options.ts";

/** `npm run hubspot:project -- …` */
export const PROJECT_HELP = `npm run hubspot:project -- --base-url URL [options]

Checks plugin-manifest.json against the program and the cards, and writes the developer project for HubSpot.
Upload it as it is with HubSpot's own tool: hs project upload.

  --base-url URL        where Aftercare answers, https; PUBLIC_BASE_URL when left out
  --out FOLDER          where to write it; default dist/hubspot-project
  --distribution KIND   private (default): accounts that you name; marketplace: any account
  --auth KIND           oauth (default), or static: one account with a fixed token, private only
  --manifest FILE       another manifest than plugin-manifest.json
  --check               only look: write nothing
  --allow-localhost     take an address of this machine, for a trial

Exit codes: 0 written or nothing to object to, 1 problems, 2 wrong use.`;

const Arguments = z.strictObject({
  "base-url": z.string("expected the https address of Aftercare").min(1),
  out: z.string().min(1).default("dist/hubspot-project"),
  distribution: z
    .enum(["private", "marketplace"], "expected private or marketplace")
    .default("private"),
  auth: z.enum(["oauth", "static"], "expected oauth or static").default("oauth"),
  manifest: z.string().min(1).default("plugin-manifest.json"),
  check: z.boolean().default(false),
  "allow-localhost": z.boolean().default(false),
});

export type ProjectArguments = {
  readonly options: ProjectOptions;
  readonly outFolder: string;
  readonly manifestFile: string;
  readonly isOnlyCheck: boolean;
};

/** What was asked for, or what is wrong with how it was asked. */
export function readProjectArguments(
  args: readonly string[],
  fallbackUrl: string | undefined,
):
  | { readonly ok: true; readonly asked: ProjectArguments }
  | { readonly ok: false; readonly problems: readonly string[] } {
  const given = valuesOf(args);
  if (typeof given === "string") return { ok: false, problems: [given] };
  const parsed = Arguments.safeParse({ "base-url": fallbackUrl, ...given });
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `--${path.join(".")}: ${message}`,
    );
    return { ok: false, problems };
  }
  const { out, manifest, check, distribution, auth, ...rest } = parsed.data;
  return {
    ok: true,
    asked: {
      options: {
        baseUrl: rest["base-url"].replace(/\/+$/, ""),
        distribution,
        auth,
        mayBeLocal: rest["allow-localhost"],
      },
      outFolder: out,
      manifestFile: manifest,
      isOnlyCheck: check,
    },
  };
}

/** A text says what is wrong. */
function valuesOf(args: readonly string[]): Readonly<Record<string, unknown>> | string {
  try {
    return parseArgs({
      args: [...args],
      options: {
        "base-url": { type: "string" },
        out: { type: "string" },
        distribution: { type: "string" },
        auth: { type: "string" },
        manifest: { type: "string" },
        check: { type: "boolean" },
        "allow-localhost": { type: "boolean" },
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

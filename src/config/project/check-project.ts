import { dirname } from "node:path/posix";
import type { z } from "zod";
import { COMPONENT_UID, COMPONENTS, Component } from "./component-shapes.ts";
import { SOURCE_FOLDER } from "./hubspot-project.ts";
import type { ProjectFile } from "./project-file.ts";
import type { ProblemCode, ProjectProblem } from "./project-problem.ts";

const METADATA = /-hsmeta\.json$/;

type Found = { readonly path: string; readonly component: Component };

/**
 * Looks at a developer project as it lies there. HubSpot's parser drops a metadata file that is broken,
 * and takes unknown types, wrong uids and a second component of a kind, until it is uploaded.
 */
export function checkProject(files: readonly ProjectFile[]): readonly ProjectProblem[] {
  const readings = files.filter(({ path }) => METADATA.test(path)).map(readComponent);
  const found = readings.flatMap((reading) => ("component" in reading ? [reading] : []));
  const paths = new Set(files.map(({ path }) => path));
  return [
    ...readings.flatMap((reading) => ("problems" in reading ? reading.problems : [])),
    ...found.flatMap((one, index) => uidProblems(one, found.slice(0, index))),
    ...found.flatMap((one) => componentProblems(one, paths)),
    ...countProblems(found),
  ];
}

function readComponent({
  path,
  text,
}: ProjectFile): Found | { readonly problems: readonly ProjectProblem[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const expected = "JSON; HubSpot would leave the file out without a word";
    return { problems: [{ code: "component_json_broken", path, found: "no JSON", expected }] };
  }
  const parsed = Component.safeParse(json);
  return parsed.success
    ? { path, component: parsed.data }
    : { problems: shapeProblems("component_invalid", path, parsed.error) };
}

function uidProblems(
  { path, component: { uid } }: Found,
  before: readonly Found[],
): readonly ProjectProblem[] {
  if (!COMPONENT_UID.test(uid)) {
    return [
      {
        code: "component_uid_invalid",
        path,
        found: `the uid is ${JSON.stringify(uid)}`,
        expected: "1 to 64 letters, digits, hyphens, underscores and dots",
      },
    ];
  }
  const first = before.find((one) => one.component.uid === uid);
  if (first === undefined) return [];
  const found = `the uid ${uid} is that of ${first.path} as well`;
  return [{ code: "component_uid_twice", path, found, expected: "one of its own" }];
}

function componentProblems(
  { path, component: { type, config } }: Found,
  paths: ReadonlySet<string>,
): readonly ProjectProblem[] {
  const rules = COMPONENTS.get(type);
  if (rules === undefined) {
    const expected = `one of ${[...COMPONENTS.keys()].join(", ")}`;
    return [{ code: "component_unknown", path, found: `the type is "${type}"`, expected }];
  }
  const parsed = rules.config.safeParse(config);
  const folder = `${SOURCE_FOLDER}/${rules.folder}`;
  const isMisplaced = dirname(path) !== folder;
  return [
    ...(isMisplaced
      ? [
          {
            code: "component_misplaced" as const,
            path,
            found: `a ${type} in ${dirname(path)}`,
            expected: `it directly in ${folder}, as HubSpot looks nowhere else`,
          },
        ]
      : []),
    ...(parsed.success ? [] : shapeProblems("component_config_invalid", path, parsed.error)),
    ...entryProblems(path, config, paths),
  ];
}

function entryProblems(
  path: string,
  config: unknown,
  paths: ReadonlySet<string>,
): readonly ProjectProblem[] {
  if (typeof config !== "object" || config === null || !("entrypoint" in config)) return [];
  const file = `${SOURCE_FOLDER}${String(config.entrypoint)}`;
  if (paths.has(file)) return [];
  return [
    { code: "entry_missing", path, found: `there is no ${file}`, expected: "the entry file" },
  ];
}

function countProblems(found: readonly Found[]): readonly ProjectProblem[] {
  return [...Map.groupBy(found, ({ component }) => component.type)].flatMap(([type, ofType]) => {
    const most = COMPONENTS.get(type)?.most ?? ofType.length;
    if (ofType.length <= most) return [];
    return [
      {
        code: "component_too_many" as const,
        path: ofType.map(({ path }) => path).join(" "),
        found: `${ofType.length} components of the type ${type}`,
        expected: `at most ${most}`,
      },
    ];
  });
}

function shapeProblems(
  code: ProblemCode,
  path: string,
  error: z.ZodError,
): readonly ProjectProblem[] {
  return error.issues.map(({ path: keys, message }) => ({
    code,
    path: [path, ...keys.map(String)].join(" "),
    found: "a value that HubSpot does not take",
    expected: message.replace(/^(Invalid input: )?expected /, ""),
  }));
}

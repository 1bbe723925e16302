import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeProject } from "../../src/hubspot-project-folder.ts";
import { make } from "../support/manifest-under-test.ts";
import { repositoryRoot } from "../support/source-files.ts";

/** Whoever opens the written project in an editor finds every type: each folder stands alone. */
describe("the developer project", () => {
  let folder: string;
  beforeAll(async () => {
    // Below the repository, so that the packages of the cards are found.
    await mkdir(join(repositoryRoot, ".data"), { recursive: true });
    folder = await mkdtemp(join(repositoryRoot, ".data/project-"));
    const making = make();
    if (!making.ok) throw new Error("the project has problems");
    writeProject(join(folder, "project"), making.files);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(["cards", "settings", "pages"])("compiles by itself: app/%s", (name) => {
    const place = join(folder, "project/src/app", name);
    const config = ts.readConfigFile(join(place, "tsconfig.json"), ts.sys.readFile);
    const { options, fileNames } = ts.parseJsonConfigFileContent(config.config, ts.sys, place);
    const program = ts.createProgram(fileNames, options);
    const outside = program
      .getSourceFiles()
      .map(({ fileName }) => fileName)
      .filter((file) => !file.startsWith(place) && !file.includes("/node_modules/"));
    const said = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));

    expect(fileNames.length).toBeGreaterThan(5);
    expect(said).toEqual([]);
    expect(outside).toEqual([]);
  });
});

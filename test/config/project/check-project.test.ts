import { describe, expect, it } from "vitest";
import { checkProject } from "../../../src/config/project/check-project.ts";
import type { ProjectFile } from "../../../src/config/project/project-file.ts";
import type { ProblemCode } from "../../../src/config/project/project-problem.ts";
import { make } from "../../support/manifest-under-test.ts";

const making = make();
const project = making.ok ? making.files : [];
const APP = "src/app/app-hsmeta.json";
const WEBHOOKS = "src/app/webhooks/webhooks-hsmeta.json";
const SETTINGS = "src/app/settings/aftercare-settings-hsmeta.json";
const CARD = "src/app/cards/aftercare-ticket-sidebar-hsmeta.json";

function textOf(path: string): string {
  return project.find((file) => file.path === path)?.text ?? "";
}

/** The project with one file more, or with another text in place of one. */
function spoiled(path: string, text: string): readonly ProjectFile[] {
  return [...project.filter((file) => file.path !== path), { path, text }];
}

function edited(path: string, from: string | RegExp, to: string): readonly ProjectFile[] {
  const text = textOf(path);
  const after = text.replace(from, to);
  if (after === text) throw new Error(`nothing to spoil in ${path}`);
  return spoiled(path, after);
}

describe("a look at a developer project", () => {
  it("has nothing to object to as it was written", () => {
    expect(project.length).toBeGreaterThan(50);
    expect(checkProject(project)).toEqual([]);
  });

  it.each<{ name: string; files: readonly ProjectFile[]; code: ProblemCode; path: string }>([
    {
      name: "metadata that is no JSON, which HubSpot drops without a word",
      files: spoiled(CARD, `${textOf(CARD)},`),
      code: "component_json_broken",
      path: CARD,
    },
    {
      name: "metadata without a type",
      files: edited(CARD, /"type": "card",/, ""),
      code: "component_invalid",
      path: `${CARD} type`,
    },
    {
      name: "a key that HubSpot does not know",
      files: edited(CARD, /"type": "card",/, '"type": "card", "name": "Card",'),
      code: "component_invalid",
      path: CARD,
    },
    {
      name: "an unknown type",
      files: edited(CARD, /"type": "card"/, '"type": "widget"'),
      code: "component_unknown",
      path: CARD,
    },
    {
      name: "a uid with a blank",
      files: edited(CARD, /"uid": "[^"]+"/, '"uid": "ticket card"'),
      code: "component_uid_invalid",
      path: CARD,
    },
    {
      name: "a uid of 65 characters",
      files: edited(CARD, /"uid": "[^"]+"/, `"uid": "${"a".repeat(65)}"`),
      code: "component_uid_invalid",
      path: CARD,
    },
    {
      name: "a uid twice",
      files: edited(WEBHOOKS, /"uid": "[^"]+"/, '"uid": "aftercare"'),
      code: "component_uid_twice",
      path: WEBHOOKS,
    },
    {
      name: "a second webhooks component",
      files: spoiled(
        "src/app/webhooks/more-hsmeta.json",
        textOf(WEBHOOKS).replace("aftercare-webhooks", "more"),
      ),
      code: "component_too_many",
      path: `${WEBHOOKS} src/app/webhooks/more-hsmeta.json`,
    },
    {
      name: "metadata in a folder where HubSpot does not look",
      files: spoiled(
        "src/app/cards/more/more-hsmeta.json",
        textOf(CARD).replace("aftercare-ticket-sidebar", "more"),
      ),
      code: "component_misplaced",
      path: "src/app/cards/more/more-hsmeta.json",
    },
    {
      name: "an entry file that is not there",
      files: edited(SETTINGS, "SettingsPage.tsx", "Settings.tsx"),
      code: "entry_missing",
      path: SETTINGS,
    },
    {
      name: "a place that there is not",
      files: edited(CARD, "crm.record.sidebar", "crm.record.footer"),
      code: "component_config_invalid",
      path: `${CARD} location`,
    },
    {
      name: "HubSpot's name in the app's",
      files: edited(APP, '"name": "Aftercare"', '"name": "HubCare"'),
      code: "component_config_invalid",
      path: `${APP} name`,
    },
    {
      name: "too few deliveries at once",
      files: edited(WEBHOOKS, '"maxConcurrentRequests": 10', '"maxConcurrentRequests": 5'),
      code: "component_config_invalid",
      path: `${WEBHOOKS} settings maxConcurrentRequests`,
    },
    {
      name: "the older name of a record's type",
      files: edited(WEBHOOKS, '"objectType": "task"', '"objectName": "task"'),
      code: "component_config_invalid",
      path: `${WEBHOOKS} subscriptions crmObjects 0 objectType`,
    },
  ])("finds $name", ({ files, code, path }) => {
    expect(checkProject(files).map((problem) => `${problem.code} ${problem.path}`)).toContain(
      `${code} ${path}`,
    );
  });
});

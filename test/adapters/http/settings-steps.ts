import { expect } from "vitest";
import { SettingsPage, type ShownSettings } from "../../../src/contract/settings-page.ts";
import { invariant } from "../../../src/domain/invariant.ts";
import { type Person, type SettingsServer, soundPolicy } from "./settings-server.ts";

export const wish = { appliesTo: "new", effectiveDate: null } as const;

/** What people do on the settings page of a server. */
export function settingsSteps(server: SettingsServer) {
  let keys = 0;
  const newKey = (): string => {
    keys += 1;
    return `act-key-${keys}`;
  };

  /** A shorter first response for everybody. */
  const sooner = (minutes = 120): string => {
    const policy = soundPolicy();
    const targets = policy.targets.map((target) =>
      target.clock === "first_response" &&
      target.tier === undefined &&
      target.priority === undefined
        ? { ...target, durationMinutes: minutes }
        : target,
    );
    return server.textOf({ ...policy, targets });
  };

  const shown = async (person: Person, language = "en"): Promise<ShownSettings> => {
    const page = await server.read(SettingsPage, [person, "page", { language }]);
    invariant(page.state === "shown", "the portal of the tests is connected");
    return page;
  };

  const saved = async (person: Person, text = sooner(), note = "Sooner") => {
    const body = { actKey: newKey(), draft: null, text, note };
    const answer = await server.act(person, "save", body);
    expect(answer).toMatchObject({ isDone: true, message: "The draft is saved." });
    invariant(answer.draft, "what was saved has an id");
    return answer.draft;
  };

  const submitted = async (person: Person, more: object = {}) => {
    const draft = await saved(person);
    const answer = await server.act(person, "submit", {
      ...{ actKey: newKey(), ...draft, comparedWith: 1, approverId: null, ...wish },
      ...more,
    });
    expect(answer).toMatchObject({ isDone: true, message: "The draft is submitted." });
    invariant(answer.draft, "what was submitted has an id");
    return answer.draft;
  };

  return { newKey, sooner, shown, saved, submitted };
}

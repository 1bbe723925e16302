import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  loadPreset,
  PRESET_NAMES,
  type PresetName,
  parsePolicy,
} from "../../src/config/presets.ts";
import type { Words } from "../../src/domain/words.ts";

const textOf = (name: PresetName) =>
  readFileSync(new URL(`../../src/config/presets/${name}.yaml`, import.meta.url), "utf8");

/** Visits with questions, care with letters: what a person says to a customer. */
describe.each(PRESET_NAMES)("the visits of the preset %s", (name) => {
  const { visits, tiers, recurrence, departments } = loadPreset(name);

  it("are the more often, the longer, the higher the tier is", () => {
    const plans = tiers.flatMap(({ id }) => visits.byTier[id] ?? []);
    expect(plans).toHaveLength(tiers.length);
    const days = plans.map(({ idealDays }) => idealDays);
    const minutes = plans.map(({ durationMinutes }) => -durationMinutes);
    expect(days).toEqual(days.toSorted((a, b) => a - b));
    expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
  });

  it("have a script for each tier, with questions in three languages", () => {
    const scripts = new Map(visits.scripts.map((script) => [script.id, script]));
    for (const { scriptId = "" } of Object.values(visits.byTier)) {
      expect(scripts.get(scriptId)?.questions.length).toBeGreaterThanOrEqual(5);
    }
    for (const { name: called, questions } of visits.scripts) {
      expectThreeLanguages(called);
      for (const { text } of questions) expectThreeLanguages(text);
    }
  });

  it("write letters in three languages, each with the customer and the day", () => {
    expect(visits.care.length).toBeGreaterThan(0);
    for (const { name: called, letter } of visits.care) {
      expectThreeLanguages(called);
      for (const text of Object.values(letter ?? {})) {
        expect(text).toContain("{{customer}}");
        expect(text).toContain("{{date}}");
      }
    }
  });

  it("leave room for the visits of a tier within the contact cap", () => {
    const cap = visits.contactCap ?? { contacts: 0, withinDays: 1 };
    for (const { idealDays } of Object.values(visits.byTier)) {
      expect(cap.contacts * idealDays).toBeGreaterThanOrEqual(cap.withinDays);
    }
  });

  it("can be filled in from the comments", () => {
    const filledIn = textOf(name).replace(/^ {4}# (?=- id:| {2})/gm, "    ");
    const reading = parsePolicy(filledIn);
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    expect(reading.policy.visits.care.length).toBeGreaterThan(visits.care.length);
  });

  it("go with a department that looks for causes that come back", () => {
    expect(recurrence.isOn).toBe(true);
    expect(departments.map(({ id }) => id)).toContain(recurrence.department);
  });
});

function expectThreeLanguages(words: Words): void {
  expect(words.en).toMatch(/^[A-Z][A-Za-z ,:?-]+$/);
  expect(words["zh-TW"] + words["zh-CN"]).toMatch(/^[\p{Script=Han}，、：？]+$/u);
}

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadPreset, type PresetName, parsePolicy } from "../../src/config/presets.ts";
import type { ClockKind } from "../../src/domain/governance/clock-rules.ts";
import type { TicketEventDetail } from "../../src/domain/sla/ticket-event.ts";
import { at } from "../support/calendars.ts";
import { field, stage } from "../support/lives.ts";
import { HOUR, MINUTE } from "../support/naive-clock.ts";
import { COMPLAINT, MAJOR_FAULT, ofPriority, ofTier, promisesOf } from "../support/promises.ts";

/** Wall times of 2026; Berlin is at +01:00 until 29 March, then at +02:00. */
const ZONES = { taipei: "+08:00", shanghai: "+08:00", winter: "+01:00", summer: "+02:00" } as const;
type Zone = keyof typeof ZONES;
const instant = (wall: string, zone: Zone) => at(`2026-${wall}`, ZONES[zone]);

type Row = {
  name: string;
  preset: PresetName;
  zone?: Zone;
  opened: string;
  known?: TicketEventDetail[];
  kind?: ClockKind;
  due: string;
};

function expectPromise(row: Row): void {
  const { preset, zone = "taipei", opened, known = [], kind = "first_response", due } = row;
  const openedAt = instant(opened, zone);
  const clock = promisesOf(loadPreset(preset))({ kind, openedAt, known });
  expect(clock?.dueAt).toBe(instant(due, zone));
}

describe("the trades promise", () => {
  it.each<Row>([
    // 21 March is a Saturday, 17 February the Chinese New Year.
    {
      name: "a company's answer within 24 hours, on a weekend too",
      preset: "standard-company",
      opened: "03-21 15:00",
      due: "03-22 15:00",
    },
    {
      name: "a company's next answer within 24 hours",
      preset: "standard-company",
      opened: "03-25 15:00",
      kind: "next_reply",
      due: "03-26 15:02",
    },
    {
      name: "a company's solution within five working days",
      preset: "standard-company",
      opened: "03-25 09:00",
      kind: "resolution",
      due: "03-31 18:00",
    },
    {
      name: "field service's answer within 30 minutes",
      preset: "field-service",
      opened: "03-25 10:00",
      due: "03-25 10:30",
    },
    {
      name: "field service's answer to a call at night when the desk opens",
      preset: "field-service",
      opened: "03-25 21:00",
      due: "03-26 08:30",
    },
    {
      name: "field service on site within 24 hours, on a Sunday too",
      preset: "field-service",
      opened: "03-21 21:00",
      kind: "on_site_arrival",
      due: "03-22 21:00",
    },
    {
      name: "field service on site within four hours of a major fault at night",
      preset: "field-service",
      opened: "02-17 03:00",
      known: [MAJOR_FAULT],
      kind: "on_site_arrival",
      due: "02-17 07:00",
    },
    {
      name: "a repairer's answer within 24 hours",
      preset: "device-repair",
      opened: "03-20 17:00",
      due: "03-21 17:00",
    },
    {
      name: "a repair within 48 hours of the request",
      preset: "device-repair",
      opened: "03-20 17:00",
      kind: "resolution",
      due: "03-22 17:00",
    },
    {
      name: "a key customer's repair within 24 hours",
      preset: "device-repair",
      opened: "03-20 17:00",
      known: [ofTier("key")],
      kind: "resolution",
      due: "03-21 17:00",
    },
    {
      name: "a telecom operator's answer within 10 minutes, at night on a holiday",
      preset: "telecom-operator",
      opened: "02-17 03:00",
      due: "02-17 03:10",
    },
    {
      name: "a telecom operator's answer to a key customer within 5",
      preset: "telecom-operator",
      opened: "02-17 03:00",
      known: [ofTier("key")],
      due: "02-17 03:05",
    },
    {
      name: "a telecom operator's word every hour while a major fault lasts",
      preset: "telecom-operator",
      opened: "02-17 03:00",
      known: [MAJOR_FAULT],
      kind: "update",
      due: "02-17 04:01",
    },
    {
      name: "software's solution within two working days",
      preset: "software",
      zone: "winter",
      opened: "03-20 15:00",
      kind: "resolution",
      due: "03-24 15:00",
    },
    {
      name: "software's solution after Easter, as two holidays lie between",
      preset: "software",
      zone: "summer",
      opened: "04-02 09:00",
      kind: "resolution",
      due: "04-07 17:00",
    },
    {
      name: "manufacturing's answer to a major fault at 03:00 on a holiday by 04:00",
      preset: "manufacturing",
      zone: "shanghai",
      opened: "10-01 03:00",
      known: [MAJOR_FAULT],
      due: "10-01 04:00",
    },
    {
      name: "manufacturing's answer on a Saturday that is made up",
      preset: "manufacturing",
      zone: "shanghai",
      opened: "10-10 09:00",
      due: "10-10 14:30",
    },
    {
      name: "manufacturing's answer on any other Saturday by Monday noon",
      preset: "manufacturing",
      zone: "shanghai",
      opened: "10-17 09:00",
      due: "10-19 12:00",
    },
    {
      name: "manufacturing's acknowledgement of a complaint within four hours",
      preset: "manufacturing",
      zone: "shanghai",
      opened: "10-19 08:00",
      known: [COMPLAINT],
      kind: "complaint_ack",
      due: "10-19 12:00",
    },
    {
      name: "in general an answer within 30 minutes, not counting lunch",
      preset: "general",
      opened: "03-25 11:50",
      due: "03-25 13:50",
    },
    {
      name: "in general an answer to a key customer's major fault at 23:00 on a holiday by midnight",
      preset: "general",
      opened: "02-17 23:00",
      known: [ofTier("key"), MAJOR_FAULT],
      due: "02-18 00:00",
    },
    {
      name: "in general a major fault by day no later than any other ticket",
      preset: "general",
      opened: "03-25 10:00",
      known: [MAJOR_FAULT, ofPriority("URGENT")],
      due: "03-25 10:30",
    },
  ])("$name", expectPromise);
});

describe("the field service preset", () => {
  const openedAt = instant("03-25 10:00", "taipei");
  const arrivedAt = openedAt + 20 * HOUR;
  it.each<{ name: string; property: string; state: string }>([
    {
      name: "knows an arrival by its property",
      property: "aftercare_arrived_on_site_at",
      state: "met",
    },
    { name: "and by no other", property: "closed_date", state: "running" },
  ])("$name", ({ property, state }) => {
    const told = field(openedAt + 22 * HOUR, property, String(arrivedAt));
    const clock = promisesOf(loadPreset("field-service"))({
      kind: "on_site_arrival",
      openedAt,
      later: [told],
    });
    expect(clock?.state).toBe(state);
    if (state === "met") expect(clock?.endedAt).toBe(arrivedAt);
  });
});

describe("the device repair preset", () => {
  const text = readFileSync(
    new URL("../../src/config/presets/device-repair.yaml", import.meta.url),
    "utf8",
  );
  const openedAt = instant("03-25 10:00", "taipei");

  it("gives 24 hours to a device that comes back", () => {
    const backAt = openedAt + 50 * HOUR;
    const later = [stage(openedAt + 30 * HOUR, "4"), stage(backAt, "3")];
    const clock = promisesOf(loadPreset("device-repair"))({ kind: "resolution", openedAt, later });
    expect(clock).toMatchObject({ cycle: 2, dueAt: backAt + 24 * HOUR });
  });

  it("counts from the arrival of the device once its comments are followed", () => {
    const variant = text
      .replace(/^ *start: created.*\n/m, "")
      .replace("# start: device_arrived", "start: device_arrived")
      .replace("# device_arrived:", "device_arrived:");
    const reading = parsePolicy(variant);
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    const promise = promisesOf(reading.policy);
    const request = { kind: "resolution" as const, openedAt };
    const arrivedAt = openedAt + 30 * HOUR + MINUTE;
    expect(promise(request)).toBeUndefined();
    const arrived = promise({ ...request, later: [stage(arrivedAt, "STAGE-ID")] });
    expect(arrived?.dueAt).toBe(arrivedAt + 48 * HOUR);
  });
});

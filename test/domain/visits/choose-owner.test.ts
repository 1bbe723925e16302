import { describe, expect, it } from "vitest";
import {
  chooseOwner,
  createLoads,
  perDayOf,
  perWeekOf,
  teamOf,
} from "../../../src/domain/visits/choose-owner.ts";

const capacity = {
  perDay: 4,
  perWeek: 10,
  byOwner: [
    { ownerId: "ben", perDay: 2, perWeek: 5, absences: [] },
    { ownerId: "cid", absences: [] },
  ],
};
const team = { id: "inside", ownerIds: ["cid", "ann", "ben"] };
const visits = { capacity, owners: { teams: [team] } };
const wish = {
  tier: "standard",
  recordOwnerId: null,
  formerOwnerId: null,
  isThere: () => true,
};

describe("the owner of a visit", () => {
  it("is the one who looks after the customer", () => {
    const choice = chooseOwner({ ...wish, recordOwnerId: "dan" }, visits, createLoads());
    expect(choice).toEqual({ ownerId: "dan", isShared: false });
  });

  it("is somebody of the team while that one is away", () => {
    const isThere = (ownerId: string) => ownerId !== "dan";
    const choice = chooseOwner({ ...wish, recordOwnerId: "dan", isThere }, visits, createLoads());
    expect(choice).toEqual({ ownerId: "ann", isShared: true });
  });

  it("stays with whoever of the team had it before", () => {
    const loads = createLoads(new Map([["cid", 9]]));
    const choice = chooseOwner({ ...wish, formerOwnerId: "cid" }, visits, loads);
    expect(choice).toEqual({ ownerId: "cid", isShared: true });
  });

  it("does not stay with somebody who left the team", () => {
    const choice = chooseOwner({ ...wish, formerOwnerId: "eve" }, visits, createLoads());
    expect(choice).toEqual({ ownerId: "ann", isShared: true });
  });

  it("is the one with least to do against what they can do, by name where that is even", () => {
    const loads = createLoads();
    const chosen = Array.from({ length: 5 }, () => {
      const { ownerId } = chooseOwner(wish, visits, loads);
      if (ownerId !== null) loads.add(ownerId, 1);
      return ownerId;
    });
    expect(chosen).toEqual(["ann", "cid", "ann", "ben", "cid"]);
    expect(["ann", "ben", "cid"].map((ownerId) => loads.of(ownerId))).toEqual([2, 1, 2]);
  });

  it("is whom the policy names where no team takes the tier, and else nobody", () => {
    const teams = [{ ...team, tiers: ["key"] }];
    const named = { capacity, owners: { teams, fallbackOwnerId: "fay" } };
    expect(chooseOwner(wish, named, createLoads())).toEqual({ ownerId: "fay", isShared: false });
    const none = { capacity, owners: { teams } };
    expect(chooseOwner(wish, none, createLoads())).toEqual({ ownerId: null, isShared: false });
  });

  it("is the one who looks after the customer, though away, where nobody else is there", () => {
    const gone = { ...wish, recordOwnerId: "dan", isThere: () => false };
    expect(chooseOwner(gone, visits, createLoads())).toEqual({ ownerId: "dan", isShared: false });
  });
});

describe("the team and the room", () => {
  it("takes the first team that takes the tier", () => {
    const key = { id: "key", ownerIds: ["dan"], tiers: ["key"] };
    const owners = { teams: [key, team] };
    expect(teamOf("key", { owners })).toBe(key);
    expect(teamOf("standard", { owners })).toBe(team);
  });

  it("takes an owner's own numbers where there are some, and else those for all", () => {
    expect(["ann", "ben", "cid"].map((id) => perDayOf(id, visits))).toEqual([4, 2, 4]);
    expect(["ann", "ben", "cid"].map((id) => perWeekOf(id, visits))).toEqual([10, 5, 10]);
  });
});

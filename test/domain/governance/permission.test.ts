import { describe, expect, it } from "vitest";
import {
  ACTIONS,
  type Action,
  mayDo,
  Role,
  rightsOf,
  whoMay,
} from "../../../src/domain/governance/permission.ts";

describe("what a role may do", () => {
  it.each<{ action: Action; least: Role }>([
    { action: "read_policies", least: "viewer" },
    { action: "edit_draft", least: "lead" },
    { action: "override_tier", least: "lead" },
    { action: "approve_draft", least: "manager" },
    { action: "export_audit", least: "manager" },
    { action: "change_roles", least: "admin" },
    { action: "read_health", least: "lead" },
    { action: "retry_dead", least: "manager" },
    { action: "switch_mode", least: "admin" },
    { action: "choose_farewell", least: "admin" },
    { action: "turn_import", least: "admin" },
  ])("$action begins with $least", ({ action, least }) => {
    const from = Role.options.indexOf(least);
    expect(Role.options.map((role) => mayDo(role, action))).toEqual(
      Role.options.map((_, index) => index >= from),
    );
    expect(whoMay(action)).toEqual(Role.options.slice(from));
  });

  it("grows with the role, up to everything", () => {
    const counts = Role.options.map((role) => rightsOf(role).length);
    expect(counts).toEqual(counts.toSorted((one, other) => one - other));
    expect(rightsOf("admin")).toEqual(ACTIONS);
    expect(rightsOf("viewer")).toEqual(["read_policies", "read_roles"]);
  });
});

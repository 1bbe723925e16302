import { describe, expect, it } from "vitest";
import {
  guessStageRole,
  type StageRole,
  stageRolesOf,
  withChannels,
  withLanguage,
  withStages,
} from "../../../src/domain/governance/set-up.ts";
import { officePolicy } from "../../support/policies.ts";

describe("the role of a stage, guessed from its name", () => {
  it.each<{ label: string; role: StageRole }>([
    { label: "New", role: "open" },
    { label: "Waiting on us", role: "open" },
    { label: "Waiting on contact", role: "waiting_customer" },
    { label: "Pending customer reply", role: "waiting_customer" },
    { label: "Spare part ordered", role: "waiting_parts" },
    { label: "With the department", role: "open" },
    { label: "At the vendor", role: "waiting_partner" },
    { label: "Appointment made", role: "agreed_date" },
    { label: "等待客戶", role: "waiting_customer" },
    { label: "待客户回复", role: "waiting_customer" },
    { label: "等待備品", role: "waiting_parts" },
    { label: "等待供应商", role: "waiting_partner" },
    { label: "已預約", role: "agreed_date" },
    { label: "處理中", role: "open" },
  ])("$label is $role", ({ label, role }) => {
    expect(guessStageRole(label)).toBe(role);
  });
});

describe("a policy that is fitted to a portal", () => {
  it("waits in the portal's stages and in no others", () => {
    const policy = officePolicy({ waiting: [{ stageId: "of-a-preset", reason: "waiting_parts" }] });
    const roles = new Map<string, StageRole>([
      ["1", "open"],
      ["2", "waiting_customer"],
    ]);
    const fitted = withStages(policy, roles);
    expect(fitted.waiting).toEqual([{ stageId: "2", reason: "waiting_customer" }]);
    expect(stageRolesOf(fitted, ["1", "2", "3"])).toEqual(new Map([...roles, ["3", "open"]]));
  });

  it("tells departments in their channels, and falls back to where the others are now", () => {
    const policy = officePolicy();
    const departments = policy.departments.map((department, index) =>
      index === 0 ? { ...department, fallbackChannelId: "C0RELATIONS1" } : department,
    );
    const wanted = { departments: new Map([["relations", "C9"]]), serviceManagement: "C8" };
    expect(withChannels({ ...policy, departments }, wanted).departments).toMatchObject([
      { id: "support", channelId: "C0SUPPORT01", fallbackChannelId: "C9" },
      { id: "relations", channelId: "C9" },
    ]);
    expect(withChannels(policy, wanted).serviceManagement).toBeUndefined();
  });

  it("keeps a fallback that is no department's channel", () => {
    const policy = officePolicy();
    const departments = policy.departments.map((one) => ({ ...one, fallbackChannelId: "C7" }));
    const wanted = { departments: new Map<string, string>(), serviceManagement: null };
    const fitted = withChannels({ ...policy, departments }, wanted);
    expect(fitted.departments[0]?.fallbackChannelId).toBe("C7");
  });

  const managed = officePolicy({
    serviceManagement: { managers: ["Wu"], calendarId: "office", channelId: "C1", language: "en" },
  });

  it("tells the service managers in a channel of their own, or in the one they had", () => {
    const departments = new Map<string, string>();
    const channelOf = (serviceManagement: string | null) =>
      withChannels(managed, { departments, serviceManagement }).serviceManagement?.channelId;
    expect(channelOf("C8")).toBe("C8");
    expect(channelOf(null)).toBe("C1");
  });

  it("is told in one language", () => {
    const { departments, serviceManagement } = withLanguage(managed, "zh-TW");
    expect(departments.map(({ language }) => language)).toEqual(["zh-TW", "zh-TW"]);
    expect(serviceManagement?.language).toBe("zh-TW");
    expect(withLanguage(officePolicy(), "zh-CN").serviceManagement).toBeUndefined();
  });
});

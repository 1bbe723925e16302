import type { Language } from "../words.ts";
import { PauseReason } from "./clock-rules.ts";
import type { Policy } from "./policy.ts";

/** The first policy of a portal: a preset that was fitted to its stages, departments and language. */

/** `open`: the department acts. Else somebody else has to, and clocks stand still. */
export type StageRole = "open" | PauseReason;
export const STAGE_ROLES: readonly StageRole[] = ["open", ...PauseReason.options];

/** What a stage's name tells, in the three languages; the first that fits counts. */
const GUESSES: readonly { readonly role: PauseReason; readonly words: RegExp }[] = [
  { role: "waiting_parts", words: /\bparts?\b|\bspares?\b|備品|备件|零件|配件/i },
  {
    role: "waiting_partner",
    words: /partner|vendor|supplier|third.?party|協力|廠商|供應商|第三方|供应商|厂商/i,
  },
  { role: "agreed_date", words: /scheduled|appointment|agreed date|預約|约定|約定|预约/i },
  {
    role: "waiting_customer",
    words:
      /(wait|pending|on hold).*(contact|customer|client|reply)|(等待|等候|待).*(客戶|客户|聯絡人|联系人|回覆|回复)/i,
  },
];

/** Who has to act on a ticket in a stage of this name; a guess that people look at. */
export function guessStageRole(label: string): StageRole {
  return GUESSES.find(({ words }) => words.test(label))?.role ?? "open";
}

/** The role of each of these stages under a policy. */
export function stageRolesOf(
  { waiting }: Pick<Policy, "waiting">,
  stageIds: readonly string[],
): ReadonlyMap<string, StageRole> {
  return new Map(
    stageIds.map((stageId) => [
      stageId,
      waiting.find((stage) => stage.stageId === stageId)?.reason ?? "open",
    ]),
  );
}

/** The policy with these stages and no others, as those of the preset are none of the portal's. */
export function withStages(policy: Policy, roles: ReadonlyMap<string, StageRole>): Policy {
  const waiting = [...roles].flatMap(([stageId, role]) =>
    role === "open" ? [] : [{ stageId, reason: role }],
  );
  return { ...policy, waiting };
}

/** Where each department is told; the service managers have a channel of their own. */
export type Channels = {
  readonly departments: ReadonlyMap<string, string>;
  readonly serviceManagement: string | null;
};

/** What falls back to a channel that moved falls back to where it is now. */
export function withChannels(
  policy: Policy,
  { departments: wanted, serviceManagement }: Channels,
): Policy {
  const moved = new Map(
    policy.departments.map(({ id, channelId }) => [channelId, wanted.get(id) ?? channelId]),
  );
  const departments = policy.departments.map((department) => {
    const { id, channelId, fallbackChannelId } = department;
    return {
      ...department,
      channelId: wanted.get(id) ?? channelId,
      ...(fallbackChannelId === undefined
        ? {}
        : { fallbackChannelId: moved.get(fallbackChannelId) ?? fallbackChannelId }),
    };
  });
  const management = policy.serviceManagement;
  if (management === undefined || serviceManagement === null) return { ...policy, departments };
  return {
    ...policy,
    departments,
    serviceManagement: { ...management, channelId: serviceManagement },
  };
}

/** The policy with its departments told in this language. */
export function withLanguage(policy: Policy, language: Language): Policy {
  const departments = policy.departments.map((department) => ({ ...department, language }));
  const management = policy.serviceManagement;
  return management === undefined
    ? { ...policy, departments }
    : { ...policy, departments, serviceManagement: { ...management, language } };
}

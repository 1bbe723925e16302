import { z } from "zod";

/** Who may do what. Each role may do what the ones before it may. */
export const Role = z.enum(["viewer", "rep", "lead", "manager", "admin"]);
export type Role = z.infer<typeof Role>;

/** The role of whoever the CRM has signed in and nobody has given one. */
export const DEFAULT_ROLE: Role = "viewer";

/** The least role that may do it. */
const LEAST_ROLES = {
  read_policies: "viewer",
  read_roles: "viewer",
  edit_draft: "lead",
  submit_draft: "lead",
  withdraw_draft: "lead",
  replay_draft: "lead",
  override_tier: "lead",
  verify_action: "lead",
  exclude_customer: "lead",
  read_health: "lead",
  approve_draft: "manager",
  refuse_draft: "manager",
  read_audit: "manager",
  export_audit: "manager",
  override_action: "manager",
  retry_dead: "manager",
  change_roles: "admin",
  switch_mode: "admin",
  turn_import: "admin",
  set_language: "admin",
  choose_farewell: "admin",
} as const satisfies Readonly<Record<string, Role>>;

export type Action = keyof typeof LEAST_ROLES;

export function mayDo(role: Role, action: Action): boolean {
  return whoMay(action).includes(role);
}

/** The roles that may do it, the least one first. */
export function whoMay(action: Action): readonly Role[] {
  return Role.options.slice(Role.options.indexOf(LEAST_ROLES[action]));
}

/** All that a role may do, in the order of the table. */
export function rightsOf(role: Role): readonly Action[] {
  return ACTIONS.filter((action) => mayDo(role, action));
}

export const ACTIONS: readonly Action[] = z
  .array(z.custom<Action>((name) => typeof name === "string" && name in LEAST_ROLES))
  .parse(Object.keys(LEAST_ROLES));

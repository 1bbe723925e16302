import type { Department, Policy } from "../governance/policy.ts";
import { invariant } from "../invariant.ts";
import { missOf, type Traits } from "../sla/traits.ts";

/** The department a ticket of these traits goes to: the first route whose conditions all hold. */
export function departmentOf(policy: Policy, traits: Traits): Department {
  const route = policy.routes.find(
    ({ department: _to, ...conditions }) => missOf(conditions, traits) === null,
  );
  const department = policy.departments.find((entry) => entry.id === route?.department);
  invariant(department !== undefined, "a policy routes every ticket to one of its departments");
  return department;
}

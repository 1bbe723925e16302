import type { Department } from "../governance/department.ts";
import type { Policy, Route } from "../governance/policy.ts";
import type { Rules } from "../governance/rules.ts";
import { invariant } from "../invariant.ts";
import { missOf, type Traits } from "../sla/traits.ts";

/** A ticket as rules look at it at one instant. */
export type Place = { readonly rules: Rules; readonly traits: Traits };

/**
 * The departments a ticket goes to at `at`: that of the first route whose conditions all hold, of a
 * network the nearest that is open, in a matrix the second owner as well.
 */
export function departmentsOf({ rules, traits }: Place, at: number): readonly Department[] {
  const { policy } = rules;
  const route = policy.routes.find((one) => missOf(conditionsOf(one), traits) === null);
  invariant(route !== undefined, "a policy routes every ticket to one of its departments");
  const ids = route.network ?? [route.department];
  const candidates = ids.map((id) => departmentNamed(policy, id));
  const first = nearest(candidates, { rules, traits }, at);
  if (route.coDepartment === undefined || route.coDepartment === first.id) return [first];
  return [first, departmentNamed(policy, route.coDepartment)];
}

/** The department of the route that takes what is left. */
export function defaultDepartment(policy: Policy): Department {
  const route = policy.routes.at(-1);
  return departmentNamed(policy, route?.department ?? route?.network?.[0]);
}

function conditionsOf({ department: _to, network: _of, coDepartment: _and, ...conditions }: Route) {
  return conditions;
}

function departmentNamed(policy: Policy, id: string | undefined): Department {
  const department = policy.departments.find((entry) => entry.id === id);
  invariant(department !== undefined, "a policy routes every ticket to one of its departments");
  return department;
}

/** Open ones before closed ones, near ones before far ones; of closed ones the one that opens first. */
function nearest(
  candidates: readonly Department[],
  { rules, traits }: Place,
  at: number,
): Department {
  const ranked = candidates.map((department, index) => {
    const { calendarId } = department;
    const opensAt = calendarId === undefined ? at : rules.calendars(calendarId).nextOpen(at);
    const isFar = !department.regions.includes(traits.region);
    return { department, opensAt, isFar, index };
  });
  ranked.sort(
    (a, b) => a.opensAt - b.opensAt || Number(a.isFar) - Number(b.isFar) || a.index - b.index,
  );
  const [best] = ranked;
  invariant(best !== undefined, "a route names a department");
  return best.department;
}

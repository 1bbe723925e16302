import type { Department } from "../../domain/governance/department.ts";
import type { Language, Words } from "../../domain/words.ts";
import type { CaseDeps } from "./act-on-case.ts";
import { type CaseSummary, caseSummaries } from "./case-summaries.ts";
import { type ChatUser, languageOf, type PersonInPortal, personInPortals } from "./chat-person.ts";

/** Lists are cut here; `isCut` says that there are more. */
const CASES_LIMIT = 10;
const DEPARTMENTS_LIMIT = 5;

export type CaseList = { readonly lines: readonly CaseSummary[]; readonly isCut: boolean };
export type DepartmentCases = CaseList & { readonly name: Words };

export type OwnCases = CaseList & { readonly language: Language };
export type CasesOfDepartments = { readonly language: Language } & (
  | { readonly outcome: "found"; readonly departments: readonly DepartmentCases[] }
  /** Nobody said which, and none is the person's own; or there is none of that name. */
  | { readonly outcome: "which"; readonly names: readonly Words[] }
);

/** Cases that the person has, in all portals of the workspace. */
export async function readOwnCases(deps: CaseDeps, user: ChatUser): Promise<OwnCases> {
  const people = await personInPortals(deps, user);
  return { language: languageOf(people), ...(await ownCases(deps, people)) };
}

export async function ownCases(
  { store }: CaseDeps,
  people: readonly PersonInPortal[],
): Promise<CaseList> {
  const lines: CaseSummary[] = [];
  for (const { context, actorIds } of people) {
    const { portalId } = context.portal;
    const own = await store.within(portalId, async () => {
      const cases = await store.escalations.liveOfPeople(portalId, actorIds, CASES_LIMIT + 1);
      return caseSummaries(store, context, cases);
    });
    lines.push(...own);
  }
  return shortened(lines);
}

/** Open cases of the departments that go by this name; without a name, of the person's own. */
export async function readDepartmentCases(
  deps: CaseDeps,
  user: ChatUser,
  name: string | null,
): Promise<CasesOfDepartments> {
  const people = await personInPortals(deps, user);
  const language = languageOf(people);
  const departments = await departmentCases(deps, people, (person) =>
    name === null
      ? person.departments
      : person.context.current.policy.departments.filter((one) => isCalled(one, name)),
  );
  if (departments.length > 0) return { outcome: "found", language, departments };
  const names = people.flatMap(({ context }) => context.current.policy.departments);
  return { outcome: "which", language, names: names.map((one) => one.name) };
}

export async function departmentCases(
  { store }: CaseDeps,
  people: readonly PersonInPortal[],
  departmentsOf: (person: PersonInPortal) => readonly Department[],
): Promise<readonly DepartmentCases[]> {
  const found: DepartmentCases[] = [];
  for (const person of people) {
    const { context } = person;
    for (const { id, name } of departmentsOf(person)) {
      if (found.length === DEPARTMENTS_LIMIT) return found;
      const { portalId } = context.portal;
      const lines = await store.within(portalId, async () => {
        const cases = await store.escalations.liveOf(portalId, id, CASES_LIMIT + 1);
        return caseSummaries(store, context, cases);
      });
      found.push({ name, ...shortened(lines) });
    }
  }
  return found;
}

function shortened(lines: readonly CaseSummary[]): CaseList {
  return { lines: lines.slice(0, CASES_LIMIT), isCut: lines.length > CASES_LIMIT };
}

/** By its id or its name in any language, in capitals or not. */
function isCalled({ id, name }: Department, asked: string): boolean {
  const wanted = asked.trim().toLowerCase();
  return [id, ...Object.values(name)].some((one) => one.toLowerCase() === wanted);
}

import { type Department, isSamePerson, personOf } from "./department.ts";
import { type PolicyProblem, problem, unknown } from "./lint-problem.ts";
import { lintRota } from "./lint-rota.ts";
import type { Policy } from "./policy.ts";

/** Departments, and routes between several of them, that cannot do what they say. */
export function lintDepartments(policy: Policy): readonly PolicyProblem[] {
  const { departments, fields, serviceManagement } = policy;
  const calendars = policy.calendars.map(({ id }) => id);
  return [
    ...departments.flatMap((department, index) => {
      const path = `departments[${index}]`;
      const { calendarId, quietHours } = department;
      return [
        ...unknown(`${path}.calendarId`, calendarId, calendars),
        ...unknown(`${path}.quietHours.calendarId`, quietHours?.calendarId, calendars),
        ...sharedAddresses(path, department),
        ...regionsThatNothingTells(path, { department, fields }),
        ...lintRota(path, department, policy),
      ];
    }),
    ...unknown("serviceManagement.calendarId", serviceManagement?.calendarId, calendars),
    ...routesOfSeveral(policy),
  ];
}

/** Somebody may be named twice, e.g. as lead and as member; two people have two addresses. */
function sharedAddresses(path: string, { lead, deputies, members }: Department): PolicyProblem[] {
  const people = [
    { path: `${path}.lead`, person: personOf(lead) },
    ...Object.entries({ deputies, members }).flatMap(([list, entries]) =>
      entries.map((entry, index) => ({
        path: `${path}.${list}[${index}]`,
        person: personOf(entry),
      })),
    ),
  ];
  return people.flatMap((one, index) => {
    const { email, name } = one.person;
    const earlier = people
      .slice(0, index)
      .find(({ person }) => isSamePerson(person, one.person) && person.name !== name);
    if (earlier === undefined) return [];
    const found = `of ${name} is ${email}, as that of ${earlier.person.name}`;
    return problem("shared_address", `${one.path}.email`, {
      found,
      expected: "an address of their own",
      params: { name, other: earlier.person.name, email: `${email}` },
    });
  });
}

function regionsThatNothingTells(
  path: string,
  { department, fields }: { readonly department: Department; readonly fields: Policy["fields"] },
): PolicyProblem[] {
  const [region] = department.regions;
  if (region === undefined || fields.region !== undefined) return [];
  const found = `has "${region}", but no property tells the region of a ticket`;
  const says = { found, expected: "fields.region", params: { region } };
  return [problem("regions_without_field", `${path}.regions`, says)];
}

function routesOfSeveral({ routes, departments }: Policy): PolicyProblem[] {
  const names = departments.map(({ id }) => id);
  return routes.flatMap(({ department, network = [], coDepartment }, index) => {
    const path = `routes[${index}]`;
    const isSame = coDepartment !== undefined && coDepartment === department;
    return [
      ...network.flatMap((id, place) => {
        const at = `${path}.network[${place}]`;
        const isSecond = network.indexOf(id) < place;
        const twice = () => [
          problem("doubled_department", at, {
            found: `is "${id}" a second time`,
            expected: "each department once",
            params: { department: id },
          }),
        ];
        return isSecond ? twice() : unknown(at, id, names);
      }),
      ...unknown(`${path}.coDepartment`, coDepartment, names),
      ...(isSame
        ? [
            problem("co_department_is_first", `${path}.coDepartment`, {
              found: `is "${department}" as well`,
              expected: "another",
              params: { department },
            }),
          ]
        : []),
    ];
  });
}

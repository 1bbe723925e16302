import {
  clean,
  type Mistake,
  quality,
  relations,
  routes,
  service,
  shift,
  target,
  targets,
  WEEK,
  withPlant,
  withService,
  withTarget,
} from "./seeded-mistakes.ts";

/** Mistakes in departments, calendars and what else is no rule. */
export const peopleMistakes: readonly Mistake[] = [
  {
    name: "a department without a lead",
    code: "wrong_value",
    path: "departments[0].lead",
    change: withService({ lead: "" }),
  },
  {
    name: "a department without a channel",
    code: "wrong_value",
    path: "departments[0].channelId",
    change: withService({ channelId: undefined }),
  },
  {
    name: "a department without a fallback",
    code: "department_without_fallback",
    path: "departments[0].fallbackChannelId",
    change: withService({ fallbackChannelId: undefined }),
  },
  {
    name: "a fallback that is the channel itself",
    code: "fallback_is_own_channel",
    path: "departments[0].fallbackChannelId",
    change: withService({ fallbackChannelId: "C0TECHNICAL1" }),
  },
  {
    name: "a department without hours",
    code: "department_without_hours",
    path: "departments[0].calendarId",
    change: withService({ calendarId: undefined }),
  },
  {
    name: "a calendar without hours",
    code: "calendar_without_hours",
    path: "calendars[0].weekly",
    change: withPlant({ weekly: {}, makeUpDays: [] }),
  },
  {
    name: "a calendar that its breaks close",
    code: "calendar_closed_by_breaks",
    path: "calendars[0].weekly",
    change: withPlant({ breaks: [{ weekdays: WEEK, window: "00:00-24:00", name: "All day" }] }),
  },
  {
    name: "a rota with a hole",
    code: "rota_hole",
    path: "departments[0].onCall.shifts",
    change: withService({ onCall: { shifts: [shift(["mon"], "00:00-24:00")] } }),
  },
  {
    name: "an absence that leaves nobody",
    code: "absence_leaves_hole",
    path: "departments[0].onCall.absences[0]",
    change: withService({
      onCall: {
        shifts: [shift(WEEK, "00:00-24:00")],
        absences: [{ person: "Wang Lei", fromDate: "2026-03-02", toDate: "2026-03-06" }],
      },
    }),
  },
  {
    name: "a rota that names a stranger",
    code: "unknown_name",
    path: "departments[0].onCall.shifts[0].person",
    change: withService({
      onCall: { shifts: [{ ...shift(["mon"], "00:00-24:00"), person: "Nobody" }] },
    }),
  },
  {
    name: "two people with one address",
    code: "shared_address",
    path: "departments[0].deputies[0].email",
    change: withService({
      lead: { name: "Wang Lei", email: "service@example.com" },
      deputies: [{ name: "Sun Hao", email: "service@example.com" }],
    }),
  },
  {
    name: "regions that nothing tells",
    code: "regions_without_field",
    path: "departments[0].regions",
    change: withService({ regions: ["north"] }),
  },
  {
    name: "a region that nothing tells",
    code: "condition_without_field",
    path: "targets[0].region",
    change: withTarget(target("next_reply", { region: "north" })),
  },
  {
    name: "a target by a calendar that is not there",
    code: "unknown_name",
    path: "targets[0].calendarId",
    change: withTarget(target("next_reply", { priority: "HIGH", calendarId: "night" })),
  },
  {
    name: "a route to a department that is not there",
    code: "unknown_name",
    path: "routes[0].department",
    change: { routes: [{ priority: "LOW", department: "sales" }, ...routes] },
  },
  {
    name: "tickets without a route",
    code: "last_route_has_condition",
    path: `routes[${routes.length - 2}]`,
    change: { routes: routes.slice(0, -1) },
  },
  {
    name: "tickets without a promise",
    code: "no_target_for_all",
    path: "targets",
    change: {
      targets: targets.filter(({ clock, tier }) => clock !== "resolution" || tier !== undefined),
    },
  },
  {
    name: "a promise that its calendar cannot hold in years",
    code: "target_beyond_calendar",
    path: "targets[0].durationMinutes",
    change: {
      ...withPlant({ weekly: { mon: ["09:00-10:00"] }, makeUpDays: [], dates: [] }),
      targets: [
        target("next_reply", { durationMinutes: 30_001 }),
        ...targets.filter(({ clock }) => clock !== "next_reply"),
      ],
    },
  },
  {
    name: "two departments of one id",
    code: "doubled_id",
    path: "departments[3].id",
    change: { departments: [service, quality, relations, service] },
  },
  {
    name: "a stage that waits twice",
    code: "doubled_stage",
    path: "waiting[1].stageId",
    change: { waiting: [...clean.waiting, ...clean.waiting] },
  },
  {
    name: "a second owner who is the first",
    code: "co_department_is_first",
    path: "routes[0].coDepartment",
    change: { routes: [{ ...routes[0], coDepartment: "quality" }, ...routes.slice(1)] },
  },
  {
    name: "a department twice in a network",
    code: "doubled_department",
    path: "routes[0].network[1]",
    change: { routes: [{ priority: "LOW", network: ["quality", "quality"] }, ...routes] },
  },
  {
    name: "a clock whose end nothing tells",
    code: "milestone_missing",
    path: "milestones.arrived_on_site",
    change: withTarget(target("on_site_arrival")),
  },
  {
    name: "complaints that no category makes",
    code: "complaints_without_category",
    path: "complaintCategories",
    change: {
      complaintCategories: [],
      targets: targets.filter(({ clock }) => !clock.startsWith("complaint")),
    },
  },
  {
    name: "a department on a clock of the customer",
    code: "department_on_customer_clock",
    path: "targets[0].department",
    change: withTarget(target("next_reply", { department: "quality" })),
  },
  {
    name: "a department that looks for causes and is none",
    code: "unknown_name",
    path: "recurrence.department",
    change: { recurrence: { department: "research" } },
  },
  {
    name: "the best score as a low one",
    code: "low_score_is_highest",
    path: "surveys.low.csat",
    change: { surveys: { csatScale: 5, low: { csat: 5 } } },
  },
  {
    name: "a survey that comes too late",
    code: "survey_never_asked",
    path: "surveys.ask.untilDays",
    change: { surveys: { ask: { isOn: true, afterDays: 14, untilDays: 14 } } },
  },
  {
    name: "a key that is none",
    code: "unknown_key",
    path: "target",
    change: { target: [] },
  },
  {
    name: "a number that is a text",
    code: "wrong_value",
    path: "targets[0].durationMinutes",
    change: withTarget(target("next_reply", { durationMinutes: "soon" })),
  },
];

/** What the linter finds in the plan of visits and care. */
export const enVisitProblem = {
  care_without_text: {
    finding:
      "Has neither a letter nor a script: whoever has its task knows nothing to write or to say.",
    proposal: "Write a letter in each language, or name a scriptId.",
  },
  contact_cap_below_plan: {
    finding:
      "The cap lets {{allowed}} contacts a year reach a customer, but {{needed}} are planned for the tier {{tier}}, even at the longest interval.",
    proposal: "Raise the cap, lengthen the interval, or plan less care.",
  },
  lunar_not_birthday: {
    finding:
      "Comes by the lunar calendar, which is for birthdays and festivals, but is neither a greeting, an invitation nor a reward.",
    proposal: "Take yearly or everyMonths, or change its kind.",
  },
  repeat_without_effect: {
    finding: "Comes every {{months}} months, so repeat has no effect.",
    proposal: "Leave out repeat or everyMonths.",
  },
  retries_beyond_interval: {
    finding:
      "A customer who is not reached is tried for {{days}} days, but the next visit of the tier {{tier}} comes after {{ideal}}.",
    proposal: "Try less often, or sooner again.",
  },
  visits_beyond_day: {
    finding:
      "{{perDay}} visits of {{minutes}} minutes at least do not fit into the longest day of the calendar “{{calendar}}”, which has {{open}} minutes.",
    proposal: "Plan {{most}} a day at most.",
  },
  visits_week_below_day: {
    finding: "A week may have {{perWeek}} visits, a single day {{perDay}}.",
    proposal: "Let a week have at least as many as a day.",
  },
};

/** The headline figures on the home page. */
export const enHomeFigures = {
  headline: "{{from}} to {{to}}, compared with the four weeks before",
  about: "What the figures count",
  noData: "No data yet",
  noTarget: "No target in the policy",
  target: {
    met: "Target {{target}}: reached",
    missed: "Target {{target}}: missed",
    unknown: "Target {{target}}",
  },
  trend: "{{change}} against the period before",
  sameTrend: "As in the period before",
  noTrend: "Nothing to compare with yet",
  points: "{{number}} points",
  sample_one: "of {{number}} case",
  sample_other: "of {{number}} cases",
  label: {
    first_response_met: "First responses in time",
    resolution_met: "Resolutions in time",
    acknowledgement_time: "Time until a case is taken",
    complaints_answered: "Complaints answered in time",
    visits_in_time: "Return visits in time",
  },
  short: {
    first_response_met: "First response",
    resolution_met: "Resolution",
    acknowledgement_time: "Until taken",
    complaints_answered: "Complaints",
    visits_in_time: "Visits",
  },
  counts: {
    first_response_met:
      "First-response clocks that were met, of those that were met or breached in the period.",
    resolution_met:
      "Resolution clocks that were met, of those that were met or breached in the period.",
    acknowledgement_time:
      "Median time by the clock from calling a department until somebody took the case, of cases opened in the period.",
    complaints_answered:
      "Complaint-answer clocks that were met, of those that were met or breached in the period.",
    visits_in_time:
      "Visits made by their latest day, of all whose latest day lay in the period; cancelled ones do not count.",
  },
  chart: { shares: "In time, % by week", times: "Minutes until a case is taken, by week" },
};

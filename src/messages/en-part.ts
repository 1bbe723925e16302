/** What is switched on by itself. */
export const enPart = {
  tiers: "Tiers",
  clocks: "Clocks",
  escalation: "Escalation",
  visits: "Visits",
};

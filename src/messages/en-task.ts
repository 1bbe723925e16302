/** The tasks by which people in the CRM learn of visits. */
export const enTask = {
  subject: { ticket_closed: "Return visit: {{customer}}", cadence: "Next visit: {{customer}}" },
  body: {
    ticket_closed:
      "Ask how the solution of ticket {{ticket}} holds. Service tier: {{tier}}. Due {{date}}.",
    cadence: "Planned visit by the rhythm of service tier {{tier}}. Due {{date}}.",
  },
  nobody: "customer",
};

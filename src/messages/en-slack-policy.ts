/** What service managers read in Slack of a change of the policy. */
export const enSlackPolicy = {
  approved: "A new service policy is approved",
  effective: "Service policy version {{version}} is in force",
  from: "In force from {{date}}",
  since: "In force since {{date}}",
  by: "Approved by {{by}}",
  appliesTo: {
    new: "For new tickets; open ones keep their promises",
    open: "For new tickets, and from then on for open ones",
  },
  note: "About: {{note}}",
  changes: "What changes",
  noChange: "It promises what the version before promised.",
  more: "and {{number}} more",
};

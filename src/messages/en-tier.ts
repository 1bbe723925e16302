/** What is said of a customer's tier, on cards and in the CRM. */
export const enTier = {
  reason: "{{label}} {{value}}: {{points}} points",
  agingReason: "{{label}}: {{points}} points",
  nothingKnown: "Nothing that counts is known yet.",
  override: "Set by {{name}} until {{date}}: {{reason}}",
  inherited: "It is the tier of the company.",
  inheritedFrom: "It is the tier of {{company}}.",
  fromCustomer: "From {{customer}}, the highest of {{count}} customers.",
  unnamed: { contact: "contact {{id}}", company: "company {{id}}" },
};

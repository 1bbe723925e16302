/** A cause that comes back: what its department reads in Slack, and the draft of what customers are told. */
export const enRecurrence = {
  headline: "A cause comes back: {{total}} tickets",
  since: "Since {{date}}, from {{customers}} customers",
  category: "Category: {{category}}",
  product: "Product: {{product}}",
  terms: "What they say",
  term: "{{term}} ({{tickets}})",
  tickets: "The newest of them",
  more: "and {{number}} more",
  todo: "Please look for the cause, and for who else may be affected.",
  letter: {
    subject: "About your request: what we have changed",
    told: "you told us of a problem.",
    toldWithOthers: "you told us of a problem. Other customers had it as well.",
    body: "Hello,\n\n{{told}} We have found the cause, removed it, and checked that it stays away.\n\nIf you still notice anything, please answer this message.\n\nThank you for telling us.",
  },
};

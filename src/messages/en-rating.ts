/** The page behind a rating link, and what reps read of scores. */
export const enRating = {
  language: { en: "English", "zh-TW": "繁體中文", "zh-CN": "简体中文" },
  title: "Your opinion",
  question: {
    csat: "How content are you with how we handled your request?",
    nps: "How likely is it that you would recommend us?",
    ces: "How easy was it for you to get your request solved?",
  },
  lowest: {
    csat: "not at all content",
    nps: "not at all likely",
    ces: "very hard",
  },
  highest: {
    csat: "very content",
    nps: "very likely",
    ces: "very easy",
  },
  end: "{{score}}: {{words}}",
  comment: "What should we know? (optional)",
  send: "Send",
  wrongScore: "Please choose one of the numbers.",
  privacy: "Your answer goes to the company that sent you this link. It counts once.",
  saved: { title: "Thank you", text: "Your answer has arrived." },
  answered: { title: "Thank you", text: "You have answered already. The first answer counts." },
  expired: { title: "Too late", text: "This link can no longer be used." },
  not_valid: { title: "Not a valid link", text: "Please open the link as it was sent to you." },
  too_many: { title: "One moment", text: "That was too often. Please try again in a minute." },
  link: {
    title: "Customer's rating",
    text: "Pass this link on to the customer. It can be answered until {{time}}.",
  },
  notRead:
    "HubSpot does not let Aftercare read the answers to its surveys, so only the last score of each kind is known. It needs the permission to read feedback submissions, and an edition with surveys.",
  kind: { csat: "Satisfaction", nps: "Recommendation", ces: "Ease" },
  chart: "{{what}}, {{from}} to {{to}}",
  lastScores: "Last scores",
  dated: "{{date}}: {{score}}",
  low: "Low",
  said: "“{{comment}}”",
  score: {
    csat: "Satisfaction {{score}} of {{to}}",
    nps: "Recommendation {{score}} of {{to}}",
    ces: "Ease {{score}} of {{to}}",
  },
};

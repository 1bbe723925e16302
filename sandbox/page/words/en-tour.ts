export const enTour = {
  label: "Guided tour",
  next: "Next",
  back: "Back",
  skip: "Skip the tour",
  finish: "Finish",
  progress: (step: number, of: number) => `Step ${step} of ${of}`,
  who: {
    all: "Welcome",
    rep: "You are a rep",
    lead: "You lead a department",
    manager: "You manage the service",
    admin: "You look after HubSpot",
  },
  doIt: "Do it yourself, or press Next.",
  steps: {
    welcome: {
      title: "Five minutes with Aftercare",
      text: "This is a made-up HubSpot and a made-up Slack; the app and its cards are the real ones. You will be four people: a rep, a department lead, a service manager and an admin.",
    },
    open: {
      title: "A line stands still",
      text: "A key customer has reported it, and nobody has answered yet. Open the ticket.",
    },
    card: {
      title: "How long you have, and why",
      text: "The card says which tier the customer has and why, and counts every promise down in service hours. “Why this deadline?” lists each hour that counted and each that did not.",
    },
    wait: {
      title: "Nobody answers",
      text: "Move the time on by two hours. The first response becomes overdue.",
    },
    take: {
      title: "One message, complete",
      text: "Your department's channel has got the case: what is wrong, for whom, since when. Press “Take it”: everybody sees that it is yours, and nobody further up is woken.",
    },
    reply: {
      title: "Back to the rep",
      text: "The card already says who has the case. Answer the customer: the clock stops.",
    },
    close: {
      title: "Solved",
      text: "Close the ticket. The case ends by itself, and the message in Slack says so.",
    },
    visit: {
      title: "The customer is not forgotten",
      text: "A return visit is planned on a working day that suits customer and rep. It is an ordinary HubSpot task.",
    },
    home: {
      title: "Are our promises kept?",
      text: "Open the app's home page.",
    },
    figures: {
      title: "What needs you, and the figures",
      text: "Clocks at risk, cases to take, visits due and actions overdue come first; below them is how well promises are kept, with target and sample.",
    },
    settings: {
      title: "From installed to useful",
      text: "Open the app's settings.",
    },
    policy: {
      title: "Nothing changes unseen",
      text: "Policies have versions: what would change is shown in words and tried on past tickets before somebody else approves it. In observe mode Aftercare only computes.",
    },
    troubles: {
      title: "And when things go wrong?",
      text: "Here you can slow HubSpot down, cut Slack off or stop Aftercare itself. The line of events above always has to add up.",
    },
    end: {
      title: "That was it",
      text: "Everything stays as it is: go on where you like. The tour can be taken again at any time from the bar above.",
    },
  },
};

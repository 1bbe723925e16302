/** What a browser shows whoever installs Aftercare in a HubSpot account. */
export const enInstall = {
  language: { en: "English", "zh-TW": "繁體中文", "zh-CN": "简体中文" },
  listing: {
    title: "Install {{app}}",
    lead: "After-sales service on the HubSpot records you have: tiers for customers, service clocks on tickets, escalation in Slack, and planned return visits.",
    observe:
      "It begins in observe mode: it computes and shows everything, but writes nothing to HubSpot and posts nothing to Slack until an admin of yours switches it on.",
    stepsTitle: "How it goes",
    steps: {
      consent:
        "HubSpot shows what {{app}} asks for; you allow it. You need the right to install apps.",
      slack: "Connect a Slack workspace, or do it later.",
      wizard:
        "The settings page in HubSpot leads through the first set-up: trade, stages, departments, and what it would have done in the last 30 days.",
      live: "Switch it on when you like what you see.",
    },
    button: "Continue to HubSpot",
    scopesTitle: "What it asks for, and why",
    required: "Needed in HubSpot",
    optional: "Optional in HubSpot",
    optionalText: "{{app}} works without them; you choose on HubSpot’s page.",
    slack: "In Slack, when you connect it",
    writtenTitle: "What is written where",
    written: {
      properties:
        "HubSpot: properties of its own in the group “aftercare”: {{ticket}} on tickets, {{contact}} on contacts, {{company}} on companies. It never changes yours.",
      tasks: "HubSpot: a task for each return visit, and notes that people ask for in Slack.",
      slack: "Slack: messages in the channels that you name.",
      store:
        "The server of this installation: facts about tickets and customers, cases, visits, policies and an audit log. Access tokens are encrypted.",
    },
    leftTitle: "What an uninstall leaves",
    stops:
      "It stops at once: nothing is read, written or posted any more, and its access tokens are deleted.",
  },
  disconnected: {
    headline: "HubSpot is disconnected",
    happened:
      "HubSpot takes Aftercare’s access no more: the app was removed from the account, or its access was withdrawn. Since {{date}} nothing is read or written, and nothing more is posted here.",
    todo: "All data is kept. Whoever may install apps in HubSpot installs Aftercare again; then everything goes on where it stopped.",
  },
  again: "Begin again",
  reason: "HubSpot’s reason: {{reason}}",
  missing: "Missing: {{scopes}}",
  connected: {
    title: "{{app}} is connected",
    happened:
      "HubSpot account {{portal}} is connected. {{app}} observes it and writes nothing yet.",
    titleAgain: "{{app}} is connected again",
    happenedAgain:
      "HubSpot account {{portal}} was known already. Its data, settings and roles are as they were, and what waited goes on.",
    modeObserve: "It observes: nothing is written to HubSpot and nothing posted to Slack.",
    modeLive: "It is switched on, as it was before.",
    admin: "As the one who installed it you are its first admin.",
    next: "Next steps",
    slackStep: "Connect Slack, so that departments hear of what needs them.",
    slackButton: "Connect Slack",
    slackNote: "The link is good for half an hour. A later one comes from whoever runs Aftercare.",
    slackDone: "Slack is connected already.",
    slackOff: "Whoever runs this Aftercare has not set it up for Slack; everything else works.",
    wizardStep:
      "Go through the first set-up in HubSpot: Settings › Integrations › Connected Apps › {{app}} › Settings.",
    wizardButton: "Open the set-up",
    settingsStep:
      "See whether all is well, in HubSpot: Settings › Integrations › Connected Apps › {{app}} › Settings.",
    settingsButton: "Open the settings",
    liveStep: "Look at what it would have done, then switch it on there.",
    back: "Back to HubSpot",
    notGranted: "Not granted",
    notGrantedText: "{{app}} works without these. To grant one later, install it again.",
  },
  page: {
    not_configured: {
      title: "Accounts cannot install this Aftercare",
      happened:
        "It works for one account that its settings name, or does not know its HubSpot app.",
      todo: "Whoever runs Aftercare sets HUBSPOT_CLIENT_ID, takes HUBSPOT_ACCESS_TOKEN away, and starts it again.",
    },
    not_known: {
      title: "This visit is not known",
      happened:
        "The address is incomplete, or the installation did not begin on our page. Nothing was connected.",
      todo: "Begin again on our page; it takes you to HubSpot and back.",
    },
    expired: {
      title: "This visit took too long",
      happened: "It was good for ten minutes. Nothing was connected.",
      todo: "Begin again and allow it soon.",
    },
    used: {
      title: "This visit is over already",
      happened: "Each visit connects one account, once. Nothing was changed just now.",
      todo: "If the account is connected, go on in Aftercare’s settings in HubSpot. If it is not, begin again.",
    },
    other_browser: {
      title: "This visit began in another browser",
      happened:
        "The browser that comes back from HubSpot must be the one that began. Nothing was connected.",
      todo: "Begin again, and stay in one browser until the end. It must accept cookies.",
    },
    denied: {
      title: "The installation was cancelled",
      happened: "HubSpot says that it was not allowed. Nothing was connected.",
      todo: "To install Aftercare after all, begin again. Somebody with the right to install apps in the account has to allow it.",
    },
    code_refused: {
      title: "HubSpot did not take the code",
      happened: "What HubSpot sent along had expired or was used already. Nothing was connected.",
      todo: "Begin again. If it happens again, tell whoever runs Aftercare.",
    },
    wrong_redirect: {
      title: "The address of this page is not known to HubSpot",
      happened:
        "HubSpot sends browsers back to addresses only that the app lists. Nothing was connected.",
      todo: "Whoever runs Aftercare enters {{redirect}} among the redirect URLs of the HubSpot app.",
    },
    wrong_client: {
      title: "HubSpot does not know this app",
      happened:
        "The client id or the client secret is not that of the HubSpot app. Nothing was connected.",
      todo: "Whoever runs Aftercare corrects HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET, and starts it again.",
    },
    missing_scopes: {
      title: "The account did not grant everything that is needed",
      happened:
        "HubSpot account {{portal}} lacks rights without which Aftercare cannot work. Nothing was connected.",
      todo: "Begin again and allow everything that is needed. An edition of HubSpot without tickets cannot use Aftercare.",
    },
    unavailable: {
      title: "HubSpot does not answer",
      happened: "HubSpot could not be reached, or it was too busy. Nothing was connected.",
      todo: "Wait a minute and begin again. HubSpot may show Aftercare as installed already; that does no harm.",
    },
    failed: {
      title: "The installation did not succeed",
      happened: "HubSpot or Aftercare could not complete it. Nothing was connected.",
      todo: "Begin again. If it fails again, tell whoever runs Aftercare; the log says more.",
    },
    too_many: {
      title: "Too many visits",
      happened: "This page was opened too often within a minute.",
      todo: "Wait a minute and begin again.",
    },
  },
  scope: {
    hubspot: {
      oauth: "Lets an admin connect the account and says which account it is.",
      tickets:
        "Reads tickets, their history and pipelines to run the service clocks, and writes the state of the clocks and of the escalation on the ticket.",
      crm_objects_contacts_read:
        "Reads the contacts of a ticket to find the customer's tier, shows calls, meetings, e-mails and notes in the customer's file, and looks for return visit tasks and notes it has made before.",
      crm_objects_contacts_write:
        "Writes tier, reasons and next visit on the contact, creates the task of a return visit, and keeps on the ticket what a department said in Slack for it.",
      crm_objects_companies_read: "Reads the companies of a ticket to find the customer's tier.",
      crm_objects_companies_write: "Writes tier, reasons and next visit on the company.",
      crm_objects_owners_read:
        "Shows the name of the person in charge and gives return visits to the customer's owner.",
      crm_schemas_contacts_write: "Creates Aftercare's own group and properties on contacts.",
      crm_schemas_companies_write: "Creates Aftercare's own group and properties on companies.",
      crm_objects_deals_read:
        "Counts purchases, revenue and open deals of a customer for the tier; without it whatever a policy counts of deals is missing.",
      crm_objects_feedback_submissions_read:
        "Reads what customers answered in surveys (CSAT, NPS, CES), shows it in the customer's file and follows low scores up; without it Aftercare uses the last scores that tickets and contacts have.",
    },
    slack: {
      chat_write:
        "Posts one message for each case in the channel of its department, and edits it as the case changes.",
      commands:
        "Offers the command /aftercare, and the entry of a message's menu that notes what was said on the ticket.",
      users_read:
        "Names who said what is noted on a ticket, and is needed by Slack for users:read.email.",
      users_read_email:
        "Finds the Slack account of the people whom the service policy names by their e-mail addresses, so that an escalation can mention and call them.",
      channels_history:
        "Finds out after an interruption whether a message was posted, so that nobody gets it twice. Without it such a message is shown as unknown.",
      groups_history: "The same for private channels.",
    },
  },
};

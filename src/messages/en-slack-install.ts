/** What a browser shows whoever connects a Slack workspace. */
export const enSlackInstall = {
  connected: {
    title: "Slack is connected",
    happened: "The workspace {{team}} is connected with HubSpot account {{portal}}.",
    todo: "Invite Aftercare to the channels of your departments. You may close this page.",
  },
  not_configured: {
    title: "This Aftercare is not set up for Slack",
    happened: "It does not know the client id and the client secret of its Slack app.",
    todo: "Whoever runs Aftercare sets SLACK_CLIENT_ID and SLACK_CLIENT_SECRET, and starts it again.",
  },
  not_known: {
    title: "This link is not known",
    happened: "It is incomplete, or Aftercare did not make it. Nothing was connected.",
    todo: "Ask for a new link and open it as a whole.",
  },
  expired: {
    title: "This link has expired",
    happened: "It was good for a short time only. Nothing was connected.",
    todo: "Ask for a new link and open it soon.",
  },
  used: {
    title: "This link was used already",
    happened: "Each link connects one workspace, once. Nothing was changed.",
    todo: "If the workspace is not connected yet, ask for a new link.",
  },
  other_browser: {
    title: "This visit began in another browser",
    happened:
      "The browser that comes back from Slack must be the one that opened the link. Nothing was connected.",
    todo: "Open the link again, and stay in that browser until the end. It must accept cookies.",
  },
  denied: {
    title: "The installation was cancelled",
    happened: "Slack says that it was not allowed. Nothing was connected.",
    todo: "To connect the workspace after all, open the link again. Somebody who may install apps in Slack has to allow it.",
  },
  team_taken: {
    title: "This workspace is connected already",
    happened:
      "The workspace {{team}} is connected with another HubSpot account. One workspace belongs to one account. Nothing was changed.",
    todo: "Open the link again and choose another workspace; or remove Aftercare from this workspace in Slack's app settings first, which disconnects the other account.",
  },
  portal_taken: {
    title: "This account has another workspace",
    happened:
      "HubSpot account {{portal}} is connected with another workspace than {{team}}. Nothing was changed.",
    todo: "To change the workspace, remove Aftercare from the present one in Slack's app settings, then open the link again.",
  },
  portal_unknown: {
    title: "This HubSpot account is not connected",
    happened: "Aftercare is not installed in HubSpot account {{portal}} any more.",
    todo: "Install it in HubSpot first, then ask for a new link.",
  },
  whole_organisation: {
    title: "Please choose one workspace",
    happened:
      "Aftercare was installed for a whole organisation. For now it works with single workspaces only. Nothing was connected.",
    todo: "Open the link again and choose one workspace at the top right of Slack's page. An administrator may remove Aftercare from the organisation.",
  },
  failed: {
    title: "The installation did not succeed",
    happened: "Slack or Aftercare could not complete it. Nothing was connected.",
    todo: "Open the link again. If it fails again, tell whoever runs Aftercare; the log says more.",
  },
  next: "Go on with the set-up in HubSpot",
  reason: "Slack's reason: {{reason}}",
};

import { enSettingsCalendars } from "./en-settings-calendars.ts";
import { enSettingsHealth } from "./en-settings-health.ts";
import { enSettingsPlans } from "./en-settings-plans.ts";
import { enSettingsPrivacy } from "./en-settings-privacy.ts";
import { enSettingsSetUp } from "./en-settings-set-up.ts";

/** The tabs of the settings page that show how things are. */
export const enSettingsTabs = {
  settingsCalendars: enSettingsCalendars,
  settingsHealth: enSettingsHealth,
  settingsPlans: enSettingsPlans,
  settingsPrivacy: enSettingsPrivacy,
  settingsSetUp: enSettingsSetUp,
};

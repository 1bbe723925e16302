import { zhTwSettingsCalendars } from "./zh-tw-settings-calendars.ts";
import { zhTwSettingsHealth } from "./zh-tw-settings-health.ts";
import { zhTwSettingsPlans } from "./zh-tw-settings-plans.ts";
import { zhTwSettingsPrivacy } from "./zh-tw-settings-privacy.ts";
import { zhTwSettingsSetUp } from "./zh-tw-settings-set-up.ts";

/** 設定頁的各分頁。 */
export const zhTwSettingsTabs = {
  settingsCalendars: zhTwSettingsCalendars,
  settingsHealth: zhTwSettingsHealth,
  settingsPlans: zhTwSettingsPlans,
  settingsPrivacy: zhTwSettingsPrivacy,
  settingsSetUp: zhTwSettingsSetUp,
};

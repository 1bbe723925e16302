import { zhCnSettingsCalendars } from "./zh-cn-settings-calendars.ts";
import { zhCnSettingsHealth } from "./zh-cn-settings-health.ts";
import { zhCnSettingsPlans } from "./zh-cn-settings-plans.ts";
import { zhCnSettingsPrivacy } from "./zh-cn-settings-privacy.ts";
import { zhCnSettingsSetUp } from "./zh-cn-settings-set-up.ts";

/** 设置页的各标签页。 */
export const zhCnSettingsTabs = {
  settingsCalendars: zhCnSettingsCalendars,
  settingsHealth: zhCnSettingsHealth,
  settingsPlans: zhCnSettingsPlans,
  settingsPrivacy: zhCnSettingsPrivacy,
  settingsSetUp: zhCnSettingsSetUp,
};

import type { Policy } from "../../src/domain/governance/policy.ts";
import { createCalendars } from "../../src/domain/time/business-time.ts";
import type { Portal } from "../../src/ports/store.ts";
import { testPolicy } from "./small-policy.ts";

/** A connected portal with its policy in force. */
export function contextOf(mode: Portal["mode"] = "live", policy: Policy = testPolicy) {
  return {
    portal: {
      portalId: "1001",
      state: "connected" as const,
      mode,
      installedAt: 0,
      timeZone: "Asia/Taipei",
      language: "en" as const,
      uiDomain: "app.hubspot.com",
    },
    current: { version: 1, policy, calendars: createCalendars(policy.calendars) },
  };
}

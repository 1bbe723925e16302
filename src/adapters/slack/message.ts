import type { Notice } from "../../ports/notifier.ts";
import { actionMessage } from "./action-message.ts";
import { caseMessage } from "./case-message.ts";
import { complaintMessage } from "./complaint-message.ts";
import { connectionMessage } from "./connection-message.ts";
import { digestMessage, managerDigestMessage } from "./digest-message.ts";
import { groupMessage } from "./group-message.ts";
import type { Message } from "./marks.ts";
import { movedMessage } from "./moved-message.ts";
import { groupPageMessage, pageMessage } from "./page-message.ts";
import { policyMessage } from "./policy-message.ts";
import { recurrenceMessage } from "./recurrence-message.ts";
import { removedMessage } from "./removed-message.ts";
import { threadMessage } from "./thread-message.ts";
import { visitDayMessage } from "./visit-day-message.ts";
import { visitMessage } from "./visit-message.ts";

/**
 * What a notice looks like in Slack. Pure: the same notice gives the same message. `link` leads to the
 * message that it is about; null where that is not known.
 */
export function messageOf(notice: Notice, link: string | null = null): Message {
  switch (notice.kind) {
    case "case":
      return caseMessage(notice);
    case "thread":
      return threadMessage(notice);
    case "moved":
      return movedMessage(notice);
    case "page":
      return pageMessage(notice, link);
    case "group_page":
      return groupPageMessage(notice, link);
    case "group":
      return groupMessage(notice);
    case "digest":
      return digestMessage(notice);
    case "manager_digest":
      return managerDigestMessage(notice);
    case "complaint":
      return complaintMessage(notice);
    case "action":
      return actionMessage(notice);
    case "connection":
      return connectionMessage(notice);
    case "policy":
      return policyMessage(notice);
    case "recurrence":
      return recurrenceMessage(notice);
    case "removed":
      return removedMessage(notice);
    case "visit":
      return visitMessage(notice);
    case "visit_day":
      return visitDayMessage(notice);
  }
}

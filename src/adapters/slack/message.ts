import type { Notice } from "../../ports/notifier.ts";
import { caseMessage } from "./case-message.ts";
import { digestMessage, managerDigestMessage } from "./digest-message.ts";
import { groupMessage } from "./group-message.ts";
import type { Message } from "./marks.ts";
import { movedMessage } from "./moved-message.ts";
import { groupPageMessage, pageMessage } from "./page-message.ts";
import { policyMessage } from "./policy-message.ts";
import { threadMessage } from "./thread-message.ts";

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
    case "policy":
      return policyMessage(notice);
  }
}

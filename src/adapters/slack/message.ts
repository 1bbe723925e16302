import type { Notice } from "../../ports/notifier.ts";
import { caseMessage } from "./case-message.ts";
import { digestMessage, managerDigestMessage } from "./digest-message.ts";
import { groupMessage } from "./group-message.ts";
import type { Message } from "./marks.ts";
import { groupPageMessage, pageMessage } from "./page-message.ts";
import { policyMessage } from "./policy-message.ts";
import { threadMessage } from "./thread-message.ts";

/** What a notice looks like in Slack. Pure: the same notice gives the same message. */
export function messageOf(notice: Notice): Message {
  switch (notice.kind) {
    case "case":
      return caseMessage(notice);
    case "thread":
      return threadMessage(notice);
    case "page":
      return pageMessage(notice);
    case "group_page":
      return groupPageMessage(notice);
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

import type { types } from "@slack/bolt";
import type { Translate } from "../../messages/translate.ts";
import type { CaseNotice } from "../../ports/notifier.ts";
import {
  ASK_BACK_ACTION,
  DECLINE_ACTION,
  HAND_OVER_ACTION,
  REOPEN_ACTION,
  RESOLVE_ACTION,
  SNOOZE_ACTION,
  TAKE_ACTION,
} from "./action-ids.ts";
import { button, plain, recordButtons } from "./blocks.ts";

/** What can be done in the state that the message shows; a press on an older one is answered in words. */
export function caseButtons(notice: CaseNotice, t: Translate): types.Button[] {
  const { portalId, caseId } = notice;
  const acts = actsOf(notice, t).map((one) => ({ ...one, value: `${portalId}:${caseId}` }));
  return [...acts, ...recordButtons(notice.ticket.url, t)];
}

/** For whoever is called alone. */
export function takeButton(
  { portalId, caseId }: { readonly portalId: string; readonly caseId: string },
  t: Translate,
): types.Button {
  return { ...take(t), value: `${portalId}:${caseId}` };
}

function actsOf({ state, acts }: CaseNotice, t: Translate): types.Button[] {
  const askBack = button(ASK_BACK_ACTION, "askBack", t);
  const handOver = button(HAND_OVER_ACTION, "handOver", t);
  const snooze = button(SNOOZE_ACTION, "snooze", t);
  const resolve = { ...button(RESOLVE_ACTION, "resolve", t), confirm: confirmation(t) };
  switch (state) {
    case "open":
      return [take(t), askBack, handOver, button(DECLINE_ACTION, "decline", t), snooze, resolve];
    case "acknowledged":
      return [askBack, handOver, snooze, resolve];
    case "handed_over":
      return [];
    case "resolved":
    case "withdrawn":
      // What ended by itself has nothing left to do.
      return acts.at(-1)?.by ? [button(REOPEN_ACTION, "reopen", t)] : [];
  }
}

function take(t: Translate): types.Button {
  return { ...button(TAKE_ACTION, "take", t), style: "primary" };
}

function confirmation(t: Translate): types.ConfirmationDialog {
  return {
    title: plain(t("slack.confirm.title")),
    text: plain(t("slack.confirm.text")),
    confirm: plain(t("slack.confirm.yes")),
    deny: plain(t("slack.confirm.no")),
  };
}

import type { types } from "@slack/bolt";
import type { MessageLanguage } from "../../messages/translate.ts";

/** A message as Slack wants it, and the marks by which it is known again. */
export type Message = {
  /** The notification and what screen readers say. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
  readonly metadata: types.MessageMetadata;
};

/** Of every message of ours, so that the manifest has one to declare. */
export const EVENT_TYPE = "aftercare_case";

/** Ids only: every app of the workspace may read it. */
export function metadataOf(
  deliveryId: string,
  ids: Readonly<Record<string, string>> = {},
): types.MessageMetadata {
  return { event_type: EVENT_TYPE, event_payload: { delivery_id: deliveryId, ...ids } };
}

/** Marks the first block, because metadata of an undeclared type may be dropped by Slack. */
export function deliveryMark(deliveryId: string): string {
  return `dlv:${deliveryId}`;
}

/** Begins the last block's id, because a press brings the blocks back and says nothing of a language. */
export function languageMark(language: MessageLanguage): string {
  return `lang:${language}:`;
}

import { dealConsequences } from "./deal-rules.ts";
import type { NamedValue, Origin, PortalState, Stage, StoredRecord } from "./portal-state.ts";
import { instantText, presentValue } from "./property-values.ts";

/** What HubSpot sets by itself when a person or an app changes a ticket or a deal. */
export function consequencesOf(
  state: PortalState,
  record: StoredRecord,
  written: { readonly values: readonly NamedValue[]; readonly origin: Origin },
): readonly NamedValue[] {
  const names = new Set(written.values.map((value) => value.name));
  const at = instantText(written.origin.at);
  const consequences: NamedValue[] = [];
  if (names.has("hubspot_owner_id")) {
    consequences.push({ name: "hubspot_owner_assigneddate", value: at });
  }
  if (record.type === "tickets" && names.has("hs_pipeline_stage")) {
    consequences.push(...closing(state, record, at));
  }
  if (record.type === "deals") {
    consequences.push(...dealConsequences(state, record, { names, at: written.origin.at }));
  }
  return consequences.filter((value) => !names.has(value.name));
}

export function stageOf(state: PortalState, record: StoredRecord): Stage | undefined {
  const pipelineId = presentValue(record, "hs_pipeline");
  const stageId = presentValue(record, "hs_pipeline_stage");
  const pipeline = state.pipelines.find((candidate) => candidate.id === pipelineId);
  return pipeline?.stages.find((stage) => stage.id === stageId);
}

function closing(state: PortalState, record: StoredRecord, at: string): readonly NamedValue[] {
  const wasClosed = presentValue(record, "hs_is_closed") === "true";
  const isClosed = stageOf(state, record)?.isClosed === true;
  const flag = { name: "hs_is_closed", value: String(isClosed) };
  if (isClosed && !wasClosed) {
    return [flag, { name: "closed_date", value: at }, { name: "hs_last_closed_date", value: at }];
  }
  if (wasClosed && !isClosed) {
    return [flag, { name: "closed_date", value: "" }, { name: "hs_ticket_reopened_at", value: at }];
  }
  return [flag];
}

/** The properties that a message of a rep moves: the first-reply ones only once. */
export function repMessageValues(record: StoredRecord, at: number, userId: string): NamedValue[] {
  const sentAt = instantText(at);
  const count = Number(presentValue(record, "hs_num_times_contacted") ?? "0") + 1;
  const values = [
    { name: "hs_last_message_sent_at", value: sentAt },
    { name: "hs_last_message_from_visitor", value: "false" },
    { name: "hs_num_times_contacted", value: String(count) },
  ];
  if (presentValue(record, "hs_first_agent_message_sent_at") !== undefined) return values;
  return [
    ...values,
    { name: "first_agent_reply_date", value: sentAt },
    { name: "hs_first_agent_message_sent_at", value: sentAt },
    { name: "hs_first_agent_message_sent_by", value: userId },
  ];
}

/** The properties that a message of the customer moves. */
export function customerMessageValues(at: number): NamedValue[] {
  const receivedAt = instantText(at);
  return [
    { name: "hs_last_message_received_at", value: receivedAt },
    { name: "hs_last_message_from_visitor", value: "true" },
    { name: "last_reply_date", value: receivedAt },
  ];
}

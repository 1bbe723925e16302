import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { messageOf } from "../../../src/adapters/slack/message.ts";
import type { Notice } from "../../../src/ports/notifier.ts";

const SCHEMA_URL = new URL(
  "../../../../shared/openapi/slack/block-kit.schema.json",
  import.meta.url,
);

/** Says what is wrong with a message by the written limits of Slack. */
export function createSchemaCheck(): (notice: Notice) => readonly unknown[] {
  const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
  ajv.addSchema(JSON.parse(readFileSync(SCHEMA_URL, "utf8")), "slack");
  const validate = ajv.getSchema("slack#/definitions/chatPostMessage");
  if (validate === undefined) throw new Error("the schema has no chatPostMessage");
  return (notice) => {
    validate({ channel: notice.channelId, ...messageOf(notice) });
    return validate.errors ?? [];
  };
}

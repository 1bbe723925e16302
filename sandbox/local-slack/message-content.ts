import { z } from "zod";
import { named } from "./elements.ts";
import { blockErrors } from "./message-limits.ts";
import { LocalBlock, LocalMetadata } from "./message-store.ts";
import { type Answer, failed, INVALID_JSON } from "./method.ts";

const TEXT_LIMIT = 40_000;

type Content = {
  readonly text: string;
  /** Null when nothing was said of them. */
  readonly blocks: readonly LocalBlock[] | null;
  readonly metadata: LocalMetadata | null;
};
type Read =
  | { readonly ok: true; readonly content: Content }
  | { readonly ok: false; readonly answer: Answer };

/** What a message is to show, if Slack would take it. */
export function readContent(
  raw: { readonly text: string; readonly blocks: unknown; readonly metadata: unknown },
  nextId: () => string,
): Read {
  if (raw.text.length > TEXT_LIMIT) return refuse(failed("msg_too_long"));
  if (raw.blocks === INVALID_JSON) return refuse(failed("invalid_blocks_format"));
  const errors = raw.blocks === null ? [] : blockErrors(raw.blocks);
  if (errors.length > 0) {
    const messages = errors.map((error) => `[ERROR] ${error}`);
    return refuse({ ...failed("invalid_blocks"), errors, response_metadata: { messages } });
  }
  const metadata = LocalMetadata.nullable().safeParse(raw.metadata);
  if (!metadata.success) return refuse(failed("invalid_metadata_format"));
  const blocks = raw.blocks === null ? null : z.array(LocalBlock).parse(raw.blocks);
  return {
    ok: true,
    content: {
      text: raw.text,
      blocks: blocks === null ? null : named(blocks, nextId),
      metadata: metadata.data,
    },
  };
}

function refuse(answer: Answer): Read {
  return { ok: false, answer };
}

import { z } from "zod";
import { problemsOf, ViewBlocks } from "./block-limits.ts";
import { plainText } from "./element-limits.ts";
import { LocalBlock } from "./message-store.ts";

/** The limits of modals and Home tabs. https://docs.slack.dev/reference/views */

const VIEW_LIMIT_BYTES = 250_000;

const named = {
  callback_id: z.string().max(255).default(""),
  external_id: z.string().max(255).default(""),
  private_metadata: z.string().max(3000).default(""),
};
const Modal = z
  .strictObject({
    type: z.literal("modal"),
    title: plainText(24),
    submit: plainText(24).nullable().default(null),
    close: plainText(24).nullable().default(null),
    blocks: ViewBlocks,
    clear_on_close: z.boolean().default(false),
    notify_on_close: z.boolean().default(false),
    submit_disabled: z.boolean().optional(),
    ...named,
  })
  .refine(
    ({ blocks, submit }) => submit !== null || !blocks.some(({ type }) => type === "input"),
    "submit is needed with input blocks",
  );
const Home = z.strictObject({ type: z.literal("home"), blocks: ViewBlocks, ...named });
const View = z.discriminatedUnion("type", [Modal, Home]);

export type ViewContent = {
  readonly type: "modal" | "home";
  readonly title: z.infer<ReturnType<typeof plainText>> | null;
  readonly submit: z.infer<ReturnType<typeof plainText>> | null;
  readonly close: z.infer<ReturnType<typeof plainText>> | null;
  readonly blocks: readonly LocalBlock[];
  readonly callbackId: string;
  readonly externalId: string;
  readonly privateMetadata: string;
  readonly clearOnClose: boolean;
  readonly notifyOnClose: boolean;
};
export type CheckedView =
  | { readonly ok: true; readonly content: ViewContent }
  | { readonly ok: false; readonly error: string; readonly problems: readonly string[] };

/** A view as it came, if it may be shown. */
export function checkView(raw: unknown, type: ViewContent["type"]): CheckedView {
  if (Buffer.byteLength(JSON.stringify(raw ?? null)) > VIEW_LIMIT_BYTES) {
    return { ok: false, error: "view_too_large", problems: [] };
  }
  const read = View.safeParse(raw);
  if (!read.success) {
    return { ok: false, error: "invalid_arguments", problems: problemsOf(read.error, "/view") };
  }
  const view = read.data;
  if (view.type !== type) {
    const problems = [`must be a ${type} [json-pointer:/view/type]`];
    return { ok: false, error: "invalid_arguments", problems };
  }
  const modal =
    view.type === "modal"
      ? view
      : { title: null, submit: null, close: null, clear_on_close: false, notify_on_close: false };
  return {
    ok: true,
    content: {
      type,
      title: modal.title,
      submit: modal.submit,
      close: modal.close,
      blocks: z.array(LocalBlock).parse(view.blocks),
      callbackId: view.callback_id,
      externalId: view.external_id,
      privateMetadata: view.private_metadata,
      clearOnClose: modal.clear_on_close,
      notifyOnClose: modal.notify_on_close,
    },
  };
}

import {
  type FormEvent,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { type ChatView, ViewResult } from "../../page-chat-contract.ts";
import { send } from "../server-calls.ts";
import { useWords } from "../words/page-words.ts";
import { Blocks } from "./BlockView.tsx";
import { ChatContext } from "./chat-context.ts";
import { DoingNote } from "./DoingNote.tsx";
import type { Chosen } from "./elements.ts";
import { type Drafts, inputsOf, submissionOf, valueIn, withDraft } from "./form-values.ts";
import { type FieldPlace, SurfaceContext } from "./surface.ts";
import { useDoing } from "./use-doing.ts";
import { usePress } from "./use-press.ts";

const FIELDS = ":is(input, select, textarea):not(:disabled)";

/** The modals that the app has opened for this person; the top one is shown, what is below waits. */
export function ModalStack({ modals }: { modals: readonly ChatView[] }) {
  const [drafts, setDrafts] = useState<Readonly<Record<string, Drafts>>>({});
  const top = modals.at(-1);
  if (top === undefined) return null;
  const { viewId } = top;
  return (
    <ModalDialog depth={modals.length} title={top.title ?? ""} viewId={viewId}>
      {(close) => (
        <ModalForm
          key={viewId}
          view={top}
          close={close}
          drafts={drafts[viewId] ?? {}}
          onDrafts={(changed) => setDrafts((before) => ({ ...before, [viewId]: changed }))}
        />
      )}
    </ModalDialog>
  );
}

type Close = (isCleared: boolean) => void;

/** One dialog for the whole stack: the browser keeps the focus inside, and gives it back at the end. */
function ModalDialog(props: {
  depth: number;
  title: string;
  viewId: string;
  children: (close: Close) => ReactNode;
}) {
  const { chat } = useWords();
  const { me: userId } = useContext(ChatContext);
  const { viewId } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const closing = useDoing();
  // Before the form puts the focus into its first field.
  useLayoutEffect(() => {
    const box = dialog.current;
    box?.showModal();
    // The browser gives the focus back to where it was.
    return () => box?.close();
  }, []);
  const close: Close = (isCleared) =>
    void closing.run(() => send("/sandbox/view-close", { viewId, userId, isCleared }));
  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-label={props.title}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        close(false);
      }}
    >
      <header className="modal-head">
        <h2>{props.title}</h2>
        {props.depth > 1 && <span className="soft">{props.depth}</span>}
        <button
          type="button"
          className="cross"
          aria-label={props.depth > 1 ? chat.closeAll : chat.close}
          onClick={() => close(true)}
        >
          ✕
        </button>
      </header>
      <DoingNote doing={closing} />
      {props.children(close)}
    </dialog>
  );
}

function ModalForm(props: {
  view: ChatView;
  drafts: Drafts;
  onDrafts: (drafts: Drafts) => void;
  close: Close;
}) {
  const { view, drafts, close } = props;
  const { viewId } = view;
  const { me: userId } = useContext(ChatContext);
  const form = useRef<HTMLFormElement>(null);
  const sending = useDoing();
  const { doing: pressing, onUse } = usePress({ viewId, values: submissionOf(view, drafts) });
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  useEffect(() => form.current?.querySelector<HTMLElement>(FIELDS)?.focus(), []);
  useEffect(() => {
    const [first] = Object.keys(errors);
    if (first === undefined) return;
    form.current
      ?.querySelector<HTMLElement>(`[data-block="${CSS.escape(first)}"] ${FIELDS}`)
      ?.focus();
  }, [errors]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (sending.isBusy) return;
    const values = submissionOf(view, drafts);
    void sending.run(async () => {
      const answer = await send("/sandbox/view-submit", { viewId, userId, values });
      setErrors(ViewResult.parse(answer).errors);
    });
  };
  const surface = {
    onUse,
    keepsChoices: true,
    valueAt: (place: FieldPlace) => valueIn(view, drafts, place),
    form: {
      errors,
      onDraft: (place: FieldPlace, chosen: Chosen) =>
        props.onDrafts(withDraft(drafts, place, chosen)),
    },
  };
  return (
    <form ref={form} className="modal-form" noValidate onSubmit={submit}>
      <div className="modal-body" aria-busy={sending.isBusy}>
        <SurfaceContext.Provider value={surface}>
          <Blocks blocks={view.blocks} />
        </SurfaceContext.Provider>
      </div>
      <StrayErrors view={view} errors={errors} />
      <DoingNote doing={pressing} />
      <DoingNote doing={sending} />
      <ModalFoot view={view} isBusy={sending.isBusy} onClose={() => close(false)} />
    </form>
  );
}

function ModalFoot(props: { view: ChatView; isBusy: boolean; onClose: () => void }) {
  const { chat } = useWords();
  const { view, isBusy } = props;
  return (
    <footer className="modal-foot">
      <button type="button" className="button" onClick={props.onClose}>
        {view.close ?? (view.submit === null ? chat.close : chat.cancel)}
      </button>
      {view.submit !== null && (
        <button type="submit" className="button primary" aria-disabled={isBusy} aria-busy={isBusy}>
          {isBusy ? chat.sending : view.submit}
        </button>
      )}
    </footer>
  );
}

/** What is wrong with something that this version of the form does not show. */
function StrayErrors({
  view,
  errors,
}: {
  view: ChatView;
  errors: Readonly<Record<string, string>>;
}) {
  const shown = inputsOf(view).map((block) => block.block_id);
  const stray = Object.entries(errors).filter(([blockId]) => !shown.includes(blockId));
  return stray.map(([blockId, error]) => (
    <p key={blockId} className="field-error" role="alert">
      {error}
    </p>
  ));
}

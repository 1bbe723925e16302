import { useState } from "react";
import { type Pressed, usePress } from "./use-press.ts";

type Sent = ReturnType<Parameters<ReturnType<typeof usePress>["press"]>[0]>;

/** What somebody fills in: it is sent only when it is whole, and once it is done the form is empty again. */
export function useWholeDraft<Draft extends object, Whole extends Draft>(
  words: { failed: string },
  { actions, onPressed }: Pressed,
  form: {
    /** Null while something is missing. */
    wholeOf(draft: Partial<Draft>): Whole | null;
    send(whole: Whole, actKey: string): Sent;
  },
) {
  const [draft, setDraft] = useState<Partial<Draft>>({});
  const [isTried, setTried] = useState(false);
  const { isPressing, press } = usePress(words, {
    actions,
    onPressed: (answer) => {
      if (answer.isDone) setDraft({});
      return onPressed(answer);
    },
  });
  const submit = () => {
    const whole = form.wholeOf(draft);
    setTried(whole === null);
    if (whole === null) return;
    return press((actKey) => form.send(whole, actKey));
  };
  const change = (changes: Partial<Draft>) => setDraft((known) => ({ ...known, ...changes }));
  return { draft, change, isTried, isPressing, submit };
}

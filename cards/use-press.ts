import { useRef, useState } from "react";
import type { CardActAnswer } from "../src/contract/card-api.ts";
import type { CardActions } from "./use-ticket-card.ts";

export type Pressed<Answer extends CardActAnswer = CardActAnswer> = {
  actions: Pick<CardActions, "addAlert" | "copyTextToClipboard">;
  /** Reads the card again after a press, which lasts until that is done: nobody presses onto what is no more. */
  onPressed: (answer: Answer) => void | Promise<void>;
};

/** One press has one key, however often it has to be told; the next one has another. */
export function usePress<Answer extends CardActAnswer>(
  words: { failed: string },
  { actions, onPressed }: Pressed<Answer>,
) {
  const untold = useRef<{ readonly button: string; readonly actKey: string } | null>(null);
  const isUnderWay = useRef(false);
  const [isPressing, setPressing] = useState(false);
  const told = async (answer: Answer) => {
    const { isDone, message } = answer;
    untold.current = null;
    actions.addAlert({ type: isDone ? "success" : "warning", message });
    await onPressed(answer);
  };
  /** A press while another one is under way is none. `button`: which, where several share this. */
  const press = async (tell: (actKey: string) => Promise<Answer>, button = "") => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setPressing(true);
    const actKey = untold.current?.button === button ? untold.current.actKey : newActKey();
    untold.current = { button, actKey };
    await tell(actKey).then(told, () =>
      actions.addAlert({ type: "danger", message: words.failed }),
    );
    isUnderWay.current = false;
    setPressing(false);
  };
  return { isPressing, press };
}

export function newActKey(): string {
  const random = () => Math.random().toString(36).slice(2, 12);
  return `act-${random()}${random()}`;
}

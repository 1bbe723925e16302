import { useState } from "react";
import type { CardActAnswer } from "../src/contract/card-api.ts";
import type { CardActions } from "./use-ticket-card.ts";

export type Pressed<Answer extends CardActAnswer = CardActAnswer> = {
  actions: Pick<CardActions, "addAlert" | "copyTextToClipboard">;
  /** Reads the card again after a press. */
  onPressed: (answer: Answer) => void;
};

/** One press has one key, however often it has to be told; the next one has another. */
export function usePress<Answer extends CardActAnswer>(
  words: { failed: string },
  { actions, onPressed }: Pressed<Answer>,
) {
  const [actKey, setActKey] = useState(newActKey);
  const [isPressing, setPressing] = useState(false);
  const told = (answer: Answer) => {
    const { isDone, message } = answer;
    setActKey(newActKey());
    actions.addAlert({ type: isDone ? "success" : "warning", message });
    onPressed(answer);
  };
  const press = async (tell: (actKey: string) => Promise<Answer>) => {
    setPressing(true);
    await tell(actKey).then(told, () =>
      actions.addAlert({ type: "danger", message: words.failed }),
    );
    setPressing(false);
  };
  return { isPressing, press };
}

export function newActKey(): string {
  const random = () => Math.random().toString(36).slice(2, 12);
  return `act-${random()}${random()}`;
}

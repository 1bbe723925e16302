import { useState } from "react";
import type { CardActAnswer } from "../src/contract/card-api.ts";
import type { CardActions } from "./use-ticket-card.ts";

export type Pressed = {
  actions: Pick<CardActions, "addAlert">;
  /** Reads the card again after a press. */
  onPressed: (answer: CardActAnswer) => void;
};

/** One press has one key, however often it has to be told; the next one has another. */
export function usePress(words: { failed: string }, { actions, onPressed }: Pressed) {
  const [actKey, setActKey] = useState(newActKey);
  const [isPressing, setPressing] = useState(false);
  const told = (answer: CardActAnswer) => {
    const { isDone, message } = answer;
    setActKey(newActKey());
    actions.addAlert({ type: isDone ? "success" : "warning", message });
    onPressed(answer);
  };
  const press = async (tell: (actKey: string) => Promise<CardActAnswer>) => {
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

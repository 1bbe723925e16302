import { useCallback, useState } from "react";
import { z } from "zod";
import { TOUR_STEPS } from "./steps.ts";

const KEY = "aftercare-sandbox-tour";

/** `step` is null while the tour is not under way; `isKnown` once it was taken or skipped. */
const Remembered = z.strictObject({
  step: z
    .int()
    .min(0)
    .max(TOUR_STEPS.length - 1)
    .nullable(),
  isKnown: z.boolean(),
});
type Remembered = z.infer<typeof Remembered>;

const NOTHING: Remembered = { step: null, isKnown: false };

export type TourState = Remembered & {
  begin(): void;
  next(): void;
  back(): void;
  end(): void;
  toggle(): void;
};

/** The tour and how far it has come; a reload goes on where it was. */
export function useTour(): TourState {
  const [remembered, setRemembered] = useState(read);
  const { step } = remembered;
  const become = useCallback((next: Remembered) => {
    write(next);
    setRemembered(next);
  }, []);
  const end = useCallback(() => become({ step: null, isKnown: true }), [become]);
  const begin = useCallback(() => become({ step: 0, isKnown: true }), [become]);
  const go = (by: number) => {
    if (step === null) return;
    const next = step + by;
    if (next >= TOUR_STEPS.length) end();
    else become({ step: Math.max(0, next), isKnown: true });
  };
  return {
    ...remembered,
    begin,
    end,
    next: () => go(1),
    back: () => go(-1),
    toggle: () => (step === null ? begin() : end()),
  };
}

/** A browser may refuse to remember; then every visit is a first one. */
function read(): Remembered {
  try {
    const text = localStorage.getItem(KEY);
    const parsed = Remembered.safeParse(text === null ? null : JSON.parse(text));
    return parsed.success ? parsed.data : NOTHING;
  } catch {
    return NOTHING;
  }
}

function write(remembered: Remembered): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(remembered));
  } catch (error) {
    console.debug("the tour is not remembered:", error);
  }
}

/**
 * With a trigger an app may open one modal for the person who did something, within three seconds of
 * real time. https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses
 */
const LIFETIME_MS = 3_000;
const TRIGGERS_LIMIT = 1000;

export type ViewOwner = { readonly teamId: string; readonly userId: string };
type Trigger = ViewOwner & { readonly madeAtMs: number; readonly isUsed: boolean };

export type TakenTrigger =
  | { readonly ok: true; readonly owner: ViewOwner }
  | { readonly ok: false; readonly error: string };
export type Triggers = ReturnType<typeof createTriggers>;

export function createTriggers(elapsedMs: () => number) {
  const triggers = new Map<string, Trigger>();
  let count = 0;
  return {
    make({ teamId, userId }: ViewOwner): string {
      count += 1;
      const id = `${count}.${Math.floor(elapsedMs())}.trigger`;
      triggers.set(id, { teamId, userId, madeAtMs: elapsedMs(), isUsed: false });
      const [oldest] = triggers.keys();
      if (triggers.size > TRIGGERS_LIMIT && oldest !== undefined) triggers.delete(oldest);
      return id;
    },
    take(id: string, teamId: string): TakenTrigger {
      const trigger = triggers.get(id);
      if (trigger?.teamId !== teamId) return { ok: false, error: "invalid_trigger_id" };
      if (trigger.isUsed) return { ok: false, error: "exchanged_trigger_id" };
      if (elapsedMs() - trigger.madeAtMs > LIFETIME_MS) {
        return { ok: false, error: "expired_trigger_id" };
      }
      triggers.set(id, { ...trigger, isUsed: true });
      return { ok: true, owner: trigger };
    },
  };
}

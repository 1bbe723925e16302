import { useEffect, useState } from "react";
import type { SettingsJobStart, StartJobRequest } from "../src/contract/settings-requests.ts";
import type { SettingsJob } from "../src/contract/settings-work.ts";
import type { SettingsBackend } from "./settings-backend.ts";
import { type Pressed, usePress } from "./use-press.ts";

export const POLL_EVERY_MS = 1_500;

export type WantedJob =
  | { readonly kind: "effect"; readonly text: string; readonly title: string }
  | {
      readonly kind: "replay";
      readonly text: string;
      readonly title: string;
      readonly sinceDays: number;
    };

export type JobControl = {
  readonly job: SettingsJob | null;
  readonly isPressing: boolean;
  start(wanted: WantedJob): void;
  cancel(): void;
};

/** The viewer's one job, wherever it was started: it is polled for as long as it runs. */
export function useSettingsJob(
  {
    backend,
    known,
    failed,
  }: { backend: SettingsBackend; known: SettingsJob | null; failed: string },
  actions: Pressed["actions"],
): JobControl {
  const [job, setJob] = useState(known);
  // A page that was asked for before the job began knows nothing of it.
  useEffect(() => setJob((before) => known ?? before), [known]);
  const { isPressing, press } = usePress<SettingsJobStart>(
    { failed },
    { actions, onPressed: (answer) => setJob(answer.job) },
  );

  const isRunning = job?.state === "running";
  useEffect(() => {
    if (!isRunning) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      // A question that failed is asked again: the job goes on without it.
      const answer = await backend.readJob().catch(() => null);
      if (isOver) return;
      if (answer !== null) setJob(answer.job);
      timer = setTimeout(look, POLL_EVERY_MS);
    };
    timer = setTimeout(look, POLL_EVERY_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isRunning, backend]);

  return {
    job,
    isPressing,
    start: (wanted) => void press((actKey) => backend.startJob(requestOf(wanted, actKey))),
    cancel: () => {
      if (job === null) return;
      const { jobId } = job;
      void press((actKey) => backend.cancelJob({ actKey, jobId }));
    },
  };
}

function requestOf(wanted: WantedJob, actKey: string): StartJobRequest {
  const { text, title } = wanted;
  return wanted.kind === "effect"
    ? { kind: "effect", actKey, text, title }
    : { kind: "replay", actKey, text, title, sinceDays: wanted.sinceDays };
}

import { Flex, LoadingButton, Text } from "@hubspot/ui-extensions";
import { useEffect, useState } from "react";
import { useIsStale } from "../use-is-stale.ts";
import type { FileParts } from "./ShownFile.tsx";

/**
 * How old is what HubSpot has. What is old is read again without anybody waiting for it: the file is
 * there already, and is asked for anew when the reading has ended.
 */
export function FileActivities({ file, backend, actions, readNow }: FileParts) {
  const { text, state } = file.activities;
  const [isReading, setReading] = useState(false);
  // Of a server that does not answer nothing more is asked.
  const isStale = useIsStale();
  const isDue = state === "stale" && !isStale;
  const [isTried, setTried] = useState(false);

  const refresh = async (isAsked: boolean) => {
    setReading(true);
    setTried(true);
    const answer = await backend.refresh({ isAsked }).catch(() => null);
    setReading(false);
    if (answer?.isDone) return readNow();
    const message = answer?.message ?? file.words.failed;
    if (isAsked) actions.addAlert({ type: "warning", message });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once when it is old, not at every drawing.
  useEffect(() => {
    if (isDue && !isTried) void refresh(false);
    if (!isDue) setTried(false);
  }, [isDue]);

  return (
    <Flex direction="row" align="center" gap="sm" wrap={true}>
      <Text variant="microcopy" testId="activities">
        {text}
      </Text>
      <LoadingButton
        size="xs"
        loading={isReading}
        onClick={() => void refresh(true)}
        testId="refresh"
      >
        {file.words.refresh}
      </LoadingButton>
    </Flex>
  );
}

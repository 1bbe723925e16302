import { Accordion, Flex, LoadingButton, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { CardConnect, ConnectCodeAnswer } from "../../src/contract/card-escalation.ts";
import type { Backend } from "../backend.ts";
import { newActKey, type Pressed } from "../use-press.ts";

/** Shows what to type in Slack so that Aftercare knows who one is there. */
export function ConnectSlack(
  props: Pick<Pressed, "actions"> & { connect: CardConnect; backend: Backend },
) {
  const { connect, backend, actions } = props;
  const { words } = connect;
  const [answer, setAnswer] = useState<ConnectCodeAnswer | null>(null);
  const [isAsking, setAsking] = useState(false);
  const ask = async () => {
    setAsking(true);
    await backend.connectCode({ actKey: newActKey() }).then(setAnswer, () => {
      actions.addAlert({ type: "danger", message: words.failed });
    });
    setAsking(false);
  };
  return (
    <Accordion title={words.title} size="xs">
      <Flex direction="column" gap="xs" align="start" testId="connect">
        <Text variant="microcopy">{answer?.message ?? connect.text}</Text>
        {answer !== null && answer.command !== null && (
          <Text format={{ fontWeight: "bold" }} testId="connect-command">
            {answer.command}
          </Text>
        )}
        <LoadingButton size="xs" loading={isAsking} onClick={ask} testId="connect-submit">
          {words.submit}
        </LoadingButton>
      </Flex>
    </Accordion>
  );
}

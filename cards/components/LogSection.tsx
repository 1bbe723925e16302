import { Accordion, Alert, Button, Flex, LoadingButton, Text, Tile } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { CardLogs } from "../../src/contract/card-log.ts";
import type { Backend } from "../backend.ts";
import { type Pressed, usePress } from "../use-press.ts";
import { LogForm } from "./LogForm.tsx";

export type LogShown = Pressed & { logs: CardLogs; backend: Backend };

/** What may be said of clocks by hand (a call, an arrival), and what was, which may be taken back. */
export function LogSection(props: LogShown) {
  const { offers, logged } = props.logs;
  return (
    <Flex direction="column" gap="xs">
      {offers.map((offer) => (
        <Accordion
          key={offer.clock}
          title={offer.title}
          size="xs"
          testId={`log-offer-${offer.clock}`}
        >
          <LogForm {...props} offer={offer} />
        </Accordion>
      ))}
      {logged.map((log) => (
        <Logged key={log.logKey} {...props} log={log} />
      ))}
    </Flex>
  );
}

function Logged(props: LogShown & { log: CardLogs["logged"][number] }) {
  const { log, logs, backend, ...rest } = props;
  const { words } = logs;
  const [isAsking, setAsking] = useState(false);
  const { isPressing, press } = usePress(words, rest);
  return (
    <Tile compact={true} testId={`logged-${log.logKey}`}>
      <Flex direction="column" gap="xs">
        <Text variant="microcopy" testId="logged-text">
          {log.text}
        </Text>
        {log.mayWithdraw && !isAsking && (
          <Flex direction="row" justify="start">
            <Button size="xs" testId="log-withdraw" onClick={() => setAsking(true)}>
              {words.withdraw}
            </Button>
          </Flex>
        )}
        {log.mayWithdraw && isAsking && (
          <Alert title={words.withdrawDoes} variant="warning">
            <Flex direction="row" gap="xs" wrap={true}>
              <LoadingButton
                size="xs"
                variant="destructive"
                loading={isPressing}
                testId="log-withdraw-sure"
                onClick={() =>
                  press((actKey) => backend.withdrawLog({ actKey, logKey: log.logKey }))
                }
              >
                {words.withdraw}
              </LoadingButton>
              <Button size="xs" testId="log-keep" onClick={() => setAsking(false)}>
                {words.keep}
              </Button>
            </Flex>
          </Alert>
        )}
      </Flex>
    </Tile>
  );
}

import { Alert, Button, Flex, LoadingSpinner, Modal, ModalBody } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { CardClock, ClockTrace, TicketCard } from "../../src/contract/card-api.ts";
import type { Backend } from "../backend.ts";
import { labelled } from "../labelled.ts";
import { TraceTable } from "./TraceTable.tsx";

type TraceReading =
  | { readonly state: "loading" }
  | { readonly state: "failed" }
  | { readonly state: "shown"; readonly trace: ClockTrace };

/** A button that asks why a clock is due when it is due, and shows the answer over the page. */
export function WhyDue(props: {
  clock: CardClock;
  words: TicketCard["words"];
  readTrace: Backend["readTrace"];
}) {
  const { clock, words, readTrace } = props;
  const [reading, setReading] = useState<TraceReading>({ state: "loading" });
  const load = () => {
    setReading({ state: "loading" });
    readTrace(clock).then(
      (trace) => setReading({ state: "shown", trace }),
      () => setReading({ state: "failed" }),
    );
  };
  const id = `${clock.kind}-${clock.cycle}`;
  return (
    <Flex direction="row" justify="start">
      <Button
        variant="transparent"
        size="xs"
        testId={`why-${id}`}
        onClick={load}
        overlay={
          <Modal id={`trace-${id}`} title={labelled(clock.label, words.whyDue)} width="lg">
            <ModalBody>
              <TraceBody reading={reading} words={words} onRetry={load} />
            </ModalBody>
          </Modal>
        }
      >
        {words.whyDue}
      </Button>
    </Flex>
  );
}

function TraceBody(props: {
  reading: TraceReading;
  words: TicketCard["words"];
  onRetry: () => void;
}) {
  const { reading, words, onRetry } = props;
  switch (reading.state) {
    case "loading":
      return <LoadingSpinner label={words.loading} layout="centered" showLabel={true} />;
    case "failed":
      return (
        <Alert title={words.traceFailed} variant="warning">
          <Button size="xs" onClick={onRetry} testId="trace-retry">
            {words.retry}
          </Button>
        </Alert>
      );
    case "shown":
      return <TraceTable trace={reading.trace} />;
  }
}

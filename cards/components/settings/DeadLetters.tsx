import {
  Flex,
  Heading,
  Link,
  LoadingButton,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from "@hubspot/ui-extensions";
import type { DeadEventRow, StuckSendRow } from "../../../src/contract/settings-health.ts";
import type { SettingsActAnswer } from "../../../src/contract/settings-requests.ts";
import { usePress } from "../../use-press.ts";
import { SignIcon, StateTag } from "../Coloured.tsx";
import type { HealthProps } from "./HealthTab.tsx";

/** Sends that nobody tries any more, each with a retry. */
export function StuckSends(props: HealthProps) {
  const { stuckSends, moreStuckSends, words, retryRefusal } = props.health;
  return (
    <Flex direction="column" gap="xs">
      <Heading>{words.stuckSends}</Heading>
      {stuckSends.length === 0 ? (
        <Nothing text={words.noStuckSends} testId="no-stuck-sends" />
      ) : (
        <Table density="condensed" testId="stuck-sends">
          <TableHead>
            <TableRow>
              <TableHeader>{words.what}</TableHeader>
              <TableHeader>{words.state}</TableHeader>
              <TableHeader>{words.reason}</TableHeader>
              <TableHeader>{words.asked}</TableHeader>
              <TableHeader>{""}</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {stuckSends.map((send) => (
              <SendRow key={`${send.kind} ${send.subjectId}`} {...props} send={send} />
            ))}
          </TableBody>
        </Table>
      )}
      {moreStuckSends !== null && <Text variant="microcopy">{moreStuckSends}</Text>}
      {retryRefusal !== null && stuckSends.length > 0 && (
        <Text variant="microcopy">{retryRefusal}</Text>
      )}
    </Flex>
  );
}

function SendRow(props: HealthProps & { send: StuckSendRow }) {
  const { send, backend } = props;
  const { kind, subjectId, what, record, status, reason, asked } = send;
  return (
    <TableRow>
      <TableCell>
        <Text>{what}</Text>
        {record === null ? (
          <Text variant="microcopy">{subjectId}</Text>
        ) : (
          <Link href={{ url: record.url, external: true }}>{record.label}</Link>
        )}
      </TableCell>
      <TableCell>
        <StateTag variant={status.variant}>{status.label}</StateTag>
      </TableCell>
      <TableCell>{reason}</TableCell>
      <TableCell>{asked}</TableCell>
      <TableCell align="right">
        <Retry
          {...props}
          testId={`retry-${kind}-${subjectId}`}
          tell={(actKey) => backend.retrySend({ actKey, kind, subjectId })}
        />
      </TableCell>
    </TableRow>
  );
}

/** Events that could not be read, each with a retry. */
export function DeadEvents(props: HealthProps) {
  const { deadEvents, moreDeadEvents, words, retryRefusal } = props.health;
  return (
    <Flex direction="column" gap="xs">
      <Heading>{words.deadEvents}</Heading>
      {deadEvents.length === 0 ? (
        <Nothing text={words.noDeadEvents} testId="no-dead-events" />
      ) : (
        <Table density="condensed" testId="dead-events">
          <TableHead>
            <TableRow>
              <TableHeader>{words.happened}</TableHeader>
              <TableHeader>{words.reason}</TableHeader>
              <TableHeader>{words.given}</TableHeader>
              <TableHeader>{""}</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {deadEvents.map((event) => (
              <EventRow key={`${event.occurredAt} ${event.eventKey}`} {...props} event={event} />
            ))}
          </TableBody>
        </Table>
      )}
      {moreDeadEvents !== null && <Text variant="microcopy">{moreDeadEvents}</Text>}
      {retryRefusal !== null && deadEvents.length > 0 && (
        <Text variant="microcopy">{retryRefusal}</Text>
      )}
    </Flex>
  );
}

function EventRow(props: HealthProps & { event: DeadEventRow }) {
  const { event, backend } = props;
  const { eventKey, occurredAt, happened, reason, given } = event;
  return (
    <TableRow>
      <TableCell>{happened}</TableCell>
      <TableCell>{reason}</TableCell>
      <TableCell>{given}</TableCell>
      <TableCell align="right">
        <Retry
          {...props}
          testId={`retry-${eventKey}`}
          tell={(actKey) => backend.retryEvent({ actKey, eventKey, occurredAt })}
        />
      </TableCell>
    </TableRow>
  );
}

function Nothing({ text, testId }: { text: string; testId: string }) {
  return (
    <Flex direction="row" gap="xs" align="center">
      <SignIcon name="success" color="success" />
      <Text testId={testId}>{text}</Text>
    </Flex>
  );
}

function Retry(
  props: HealthProps & { testId: string; tell: (actKey: string) => Promise<SettingsActAnswer> },
) {
  const { page, actions, health, onActed, testId, tell } = props;
  const { isPressing, press } = usePress<SettingsActAnswer>(page.words.act, {
    actions,
    onPressed: onActed,
  });
  if (health.retryRefusal !== null) return null;
  return (
    <LoadingButton size="xs" loading={isPressing} onClick={() => void press(tell)} testId={testId}>
      {health.words.retry}
    </LoadingButton>
  );
}

import { Accordion, DateInput, Flex, Form, LoadingButton, Select } from "@hubspot/ui-extensions";
import type { PlanVisitRequest } from "../../../src/contract/customer-visits.ts";
import { type Day, dayText } from "../../day.ts";
import { useWholeDraft } from "../../use-whole-draft.ts";
import type { VisitsShown } from "./VisitsSection.tsx";

type Channel = PlanVisitRequest["channel"];
type Plan = { day: Day; channel: Channel };

/** A visit that no rule asks for. */
export function PlanVisit({ visits, backend, actions, onPressed }: VisitsShown) {
  const { words, channels } = visits;
  const { draft, change, isTried, isPressing, submit } = useWholeDraft<Plan, Plan>(
    words,
    { actions, onPressed },
    {
      wholeOf: ({ day, channel = "phone" }) => (day === undefined ? null : { day, channel }),
      send: ({ day, channel }, actKey) =>
        backend.planVisit({ actKey, date: dayText(day), channel }),
    },
  );
  return (
    <Accordion title={words.plan} size="xs" testId="plan-visit">
      <Form onSubmit={submit} testId="plan-visit-form">
        <Flex direction="column" gap="xs">
          <DateInput
            name="plan-day"
            label={words.planOn}
            required={true}
            format="YYYY-MM-DD"
            timezone="portalTz"
            {...(draft.day ? { value: draft.day } : {})}
            {...(isTried && draft.day === undefined
              ? { error: true, validationMessage: words.missing }
              : {})}
            onChange={(day) => day && change({ day })}
            testId="plan-visit-day"
          />
          <Select
            name="plan-channel"
            label={words.channel}
            options={[...channels]}
            value={draft.channel ?? "phone"}
            onChange={(value) => change({ channel: channelOf(value) })}
            testId="plan-visit-channel"
          />
          <Flex direction="row" justify="start">
            <LoadingButton type="submit" size="xs" loading={isPressing} testId="plan-visit-submit">
              {words.planSubmit}
            </LoadingButton>
          </Flex>
        </Flex>
      </Form>
    </Accordion>
  );
}

function channelOf(value: unknown): Channel {
  return value === "online" || value === "onsite" ? value : "phone";
}

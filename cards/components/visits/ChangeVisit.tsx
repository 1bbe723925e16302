import { DateInput, Flex, Form, LoadingButton } from "@hubspot/ui-extensions";
import { type Day, dayText } from "../../day.ts";
import { useWholeDraft } from "../../use-whole-draft.ts";
import { ReasonForm } from "./ReasonForm.tsx";
import type { VisitShown } from "./VisitTile.tsx";

/** Another day for a visit, or none at all with the reason why. */
export function ChangeVisit(props: VisitShown) {
  return (
    <Flex direction="column" gap="sm">
      <MoveForm {...props} />
      <SkipForm {...props} />
    </Flex>
  );
}

type Move = { day: Day };

function MoveForm({ visit, visits, backend, actions, onPressed }: VisitShown) {
  const { words } = visits;
  const { visitId } = visit;
  const { draft, change, isTried, isPressing, submit } = useWholeDraft<Move, Move>(
    words,
    { actions, onPressed },
    {
      wholeOf: ({ day }) => (day === undefined ? null : { day }),
      send: ({ day }, actKey) => backend.moveVisit({ actKey, visitId, date: dayText(day) }),
    },
  );
  return (
    <Form onSubmit={submit} testId={`move-form-${visitId}`}>
      <Flex direction="column" gap="xs">
        <DateInput
          name="day"
          label={words.moveTo}
          format="YYYY-MM-DD"
          timezone="portalTz"
          {...(draft.day ? { value: draft.day } : {})}
          {...(isTried && draft.day === undefined
            ? { error: true, validationMessage: words.missing }
            : {})}
          onChange={(day) => day && change({ day })}
          testId={`move-day-${visitId}`}
        />
        <Flex direction="row" justify="start">
          <LoadingButton
            type="submit"
            size="xs"
            loading={isPressing}
            testId={`move-submit-${visitId}`}
          >
            {words.move}
          </LoadingButton>
        </Flex>
      </Flex>
    </Form>
  );
}

function SkipForm(props: VisitShown) {
  const { visits, backend, visit } = props;
  const { words } = visits;
  const { visitId } = visit;
  return (
    <ReasonForm
      {...props}
      id={`skip-${visitId}`}
      label={words.reason}
      action={words.skip}
      send={(reason, actKey) => backend.skipVisit({ actKey, visitId, reason })}
    />
  );
}

import { Flex, Form, LoadingButton, TextArea } from "@hubspot/ui-extensions";
import type { CardActAnswer } from "../../../src/contract/card-api.ts";
import { useWholeDraft } from "../../use-whole-draft.ts";
import type { VisitShown } from "./VisitTile.tsx";

const MAX_REASON_LENGTH = 500;

type Asked = { reason: string };

/** What needs a reason before it is done. */
export function ReasonForm(
  props: VisitShown & {
    id: string;
    label: string;
    action: string;
    send: (reason: string, actKey: string) => Promise<CardActAnswer>;
  },
) {
  const { id, label, action, send, visits, actions, onPressed } = props;
  const { words } = visits;
  const { draft, change, isTried, isPressing, submit } = useWholeDraft<Asked, Asked>(
    words,
    { actions, onPressed },
    {
      wholeOf: ({ reason = "" }) => (reason.trim() === "" ? null : { reason }),
      send: (whole, actKey) => send(whole.reason, actKey),
    },
  );
  const { reason = "" } = draft;
  return (
    <Form onSubmit={submit} testId={`${id}-form`}>
      <Flex direction="column" gap="xs">
        <TextArea
          name="reason"
          label={label}
          rows={2}
          maxLength={MAX_REASON_LENGTH}
          value={reason}
          {...(isTried && reason.trim() === ""
            ? { error: true, validationMessage: words.missing }
            : {})}
          onInput={(value) => change({ reason: value })}
          testId={`${id}-reason`}
        />
        <Flex direction="row" justify="start">
          <LoadingButton type="submit" size="xs" loading={isPressing} testId={`${id}-submit`}>
            {action}
          </LoadingButton>
        </Flex>
      </Flex>
    </Form>
  );
}

import {
  Alert,
  Button,
  Flex,
  Heading,
  Input,
  LoadingButton,
  Text,
  TextArea,
} from "@hubspot/ui-extensions";
import { useState } from "react";
import type { SettingsActAnswer } from "../../../src/contract/settings-requests.ts";
import { type DocumentControl, isUnsaved, type OpenDocument } from "../../use-document.ts";
import { usePress } from "../../use-press.ts";
import { MarkTag } from "../Coloured.tsx";
import type { SettingsParts } from "./ShownSettingsPage.tsx";

const ROWS = 22;

type Props = SettingsParts & { control: DocumentControl; opened: OpenDocument };

/** The text of a policy with its note; what is saved is a draft, whatever it began from. */
export function DocumentEditor(props: Props) {
  const { control, opened, page } = props;
  const words = page.words.editor;
  const refusal = page.viewer.refusals.edit;
  const isTooLong = opened.text.length > page.limits.textLength;
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="sm" align="center" wrap={true}>
        <Heading>{opened.title}</Heading>
        {refusal === null && isUnsaved(opened) && (
          <MarkTag variant="warning">{words.unsaved}</MarkTag>
        )}
        {refusal !== null && <MarkTag variant="default">{words.readOnly}</MarkTag>}
      </Flex>
      {refusal !== null && (
        <Text variant="microcopy" testId="edit-refusal">
          {refusal}
        </Text>
      )}
      {opened.stale !== null && <StaleNotice {...props} stale={opened.stale} />}
      <TextArea
        name="policy"
        label={words.text}
        description={words.textHelp}
        rows={ROWS}
        resize="vertical"
        readOnly={refusal !== null}
        value={opened.text}
        {...(isTooLong ? { error: true, validationMessage: words.tooLong } : {})}
        onInput={(text) => control.edit({ text })}
        testId="policy-text"
      />
      {refusal === null && (
        <Input
          name="note"
          label={words.note}
          description={words.noteHelp}
          value={opened.note}
          onInput={(note) => control.edit({ note })}
          testId="policy-note"
        />
      )}
      <EditorButtons {...props} isTooLong={isTooLong} />
    </Flex>
  );
}

function EditorButtons(props: Props & { isTooLong: boolean }) {
  const { control, opened, page, backend, actions, readNow, isTooLong } = props;
  const words = page.words.editor;
  const [isChecking, setChecking] = useState(false);
  const { isPressing, press } = usePress<SettingsActAnswer>(page.words.act, {
    actions,
    onPressed: (answer) => {
      control.told(opened, answer);
      return readNow();
    },
  });
  const check = async () => {
    setChecking(true);
    const found = await control.checkNow(opened);
    setChecking(false);
    if (found === null) actions.addAlert({ type: "danger", message: page.words.act.failed });
  };
  const save = () => {
    const { draft, text, note } = opened;
    return press((actKey) => backend.save({ actKey, draft, text, note }));
  };
  return (
    <Flex direction="row" gap="sm">
      <LoadingButton
        variant="primary"
        size="sm"
        loading={isChecking}
        disabled={isTooLong}
        onClick={() => void check()}
        testId="check"
      >
        {words.check}
      </LoadingButton>
      {page.viewer.refusals.edit === null && (
        <LoadingButton
          size="sm"
          loading={isPressing}
          disabled={isTooLong || !isUnsaved(opened)}
          onClick={() => void save()}
          testId="save"
        >
          {opened.draft === null ? words.saveAsNew : words.save}
        </LoadingButton>
      )}
    </Flex>
  );
}

/** Somebody else saved it: nothing is written over, and nothing that was typed is lost. */
function StaleNotice({ control, opened, page, stale }: Props & { stale: string }) {
  const words = page.words.editor;
  const { draft } = opened;
  return (
    <Alert title={words.stale} variant="warning" testId="stale">
      <Flex direction="column" gap="xs" align="start">
        <Text>{stale}</Text>
        <Flex direction="row" gap="xs">
          {draft !== null && (
            <Button
              size="xs"
              onClick={() => void control.open({ draftId: draft.draftId })}
              testId="load-theirs"
            >
              {words.loadTheirs}
            </Button>
          )}
          <Button size="xs" onClick={control.detach} testId="keep-mine">
            {words.keepMine}
          </Button>
        </Flex>
      </Flex>
    </Alert>
  );
}

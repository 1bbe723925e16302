import { Button, Flex, Text } from "@hubspot/ui-extensions";
import type { CardActions } from "../use-ticket-card.ts";

/** A text element runs its lines together, so each line is one. */
function paragraphsOf(text: string): string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}

/** A text that a person takes along; a platform that cannot copy leaves it to be selected. */
export function DraftText(props: {
  text: string;
  words: { readonly copy: string; readonly copied: string };
  actions: Pick<CardActions, "addAlert" | "copyTextToClipboard">;
  testId: string;
}) {
  const { text, words, actions, testId } = props;
  const copy = async () => {
    await actions.copyTextToClipboard?.(text);
    actions.addAlert({ type: "success", message: words.copied });
  };
  return (
    <Flex direction="column" gap="xs" align="start">
      <Flex direction="column" gap="xs" testId={testId}>
        {paragraphsOf(text).map((paragraph, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two paragraphs may say the same, and none moves.
          <Text key={index}>{paragraph}</Text>
        ))}
      </Flex>
      {actions.copyTextToClipboard !== undefined && (
        <Button size="xs" onClick={() => void copy()}>
          {words.copy}
        </Button>
      )}
    </Flex>
  );
}

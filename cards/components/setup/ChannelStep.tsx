import { Flex, Input, Text, Tile } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { SetUpChannel } from "../../../src/contract/settings-set-up.ts";
import { SaveStep } from "./SaveStep.tsx";
import type { SetUpDraft, SetUpParts } from "./SetUpTab.tsx";

const CHANNEL_ID = /^[CG][A-Z0-9]{2,30}$/;

/** Where each department is told. */
export function ChannelStep(props: SetUpParts & { draft: SetUpDraft }) {
  const { setUp, backend, draft } = props;
  const { words } = setUp;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [isTried, setTried] = useState(false);
  const idOf = (channel: SetUpChannel) => typed[keyOf(channel)] ?? channel.channelId;
  const isMissing = setUp.channels.some((channel) => !CHANNEL_ID.test(idOf(channel)));
  const channels = setUp.channels.map((channel) => ({
    departmentId: channel.departmentId,
    channelId: idOf(channel),
  }));
  const isWhole = () => {
    setTried(isMissing);
    return !isMissing;
  };
  return (
    <Flex direction="column" gap="md">
      <Text>{words.channelsText}</Text>
      {setUp.channels.map((channel) => (
        <Tile key={keyOf(channel)} compact={true}>
          <Flex direction="column" gap="xs">
            <Text format={{ fontWeight: "demibold" }}>{channel.name}</Text>
            <Text variant="microcopy">{channel.people}</Text>
            <Input
              name={`channel-${keyOf(channel)}`}
              label={words.channel}
              value={idOf(channel)}
              {...(isTried && !CHANNEL_ID.test(idOf(channel))
                ? { error: true, validationMessage: words.missing }
                : {})}
              onInput={(value) => setTyped({ ...typed, [keyOf(channel)]: value.trim() })}
              testId={`channel-${keyOf(channel)}`}
            />
          </Flex>
        </Tile>
      ))}
      <SaveStep
        {...props}
        nextStep={3}
        isWhole={isWhole}
        send={(actKey) => backend.setChannels({ actKey, ...draft, channels })}
      />
    </Flex>
  );
}

function keyOf({ departmentId }: SetUpChannel): string {
  return departmentId ?? "managers";
}

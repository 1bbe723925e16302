import { Alert, Icon, ProgressBar, StatusTag, Tag, Text } from "@hubspot/ui-extensions";
import type { ComponentProps, ReactNode } from "react";
import type { SettingsTag } from "../../src/contract/settings-parts.ts";
import { labelled } from "../labelled.ts";
import { useIsStale } from "../use-is-stale.ts";

/**
 * What is coloured by how things stand. A colour says how they stand now: on what is old there is none,
 * so that nothing stays green that may have gone wrong since.
 */

type Variant = SettingsTag["variant"];

type TagProps = { variant: Variant; children: ReactNode; testId?: string };

/** `hollow`: it has no state of its own. */
export function StateTag(props: TagProps & { hollow?: boolean }) {
  const { variant, hollow = false, ...rest } = props;
  const isStale = useIsStale();
  return <StatusTag {...rest} variant={isStale ? "default" : variant} hollow={hollow || isStale} />;
}

export function MarkTag({ variant, ...rest }: TagProps & { inline?: boolean }) {
  const shown = useIsStale() ? "default" : variant;
  return <Tag {...rest} variant={shown === "danger" ? "error" : shown} />;
}

/** A verdict on the whole, as the title of an alert. */
export function VerdictAlert(props: {
  title: string;
  variant: Variant;
  children?: ReactNode;
  testId?: string;
}) {
  const { variant, ...rest } = props;
  const shown = useIsStale() || variant === "default" ? "info" : variant;
  return <Alert {...rest} variant={shown} />;
}

/**
 * A share of a hundred. A progress bar knows three of the five variants, and none is colourless: what is
 * old is told in words.
 */
export function ShareBar(props: {
  /** Its name to see, where it stands alone. */
  title?: string;
  "aria-label": string;
  percent: number;
  /** What is told beside the bar, else the percentage. */
  text?: string;
  variant?: Variant;
  testId?: string;
}) {
  const { percent, text, variant = "default", title, testId, ...rest } = props;
  const parts = {
    ...(title === undefined ? {} : { title }),
    ...(testId === undefined ? {} : { testId }),
  };
  if (useIsStale()) {
    const share = text ?? `${percent}%`;
    return (
      <Text variant="microcopy" {...(testId === undefined ? {} : { testId })}>
        {title === undefined ? share : labelled(title, share)}
      </Text>
    );
  }
  return (
    <ProgressBar
      {...rest}
      {...parts}
      value={percent}
      maxValue={100}
      {...(text === undefined ? { showPercentage: true } : { valueDescription: text })}
      {...(variant === "default" || variant === "info" ? {} : { variant })}
    />
  );
}

export function SignIcon(props: {
  name: ComponentProps<typeof Icon>["name"];
  color: "success" | "warning" | "alert";
}) {
  const { name, color } = props;
  return <Icon name={name} size="sm" color={useIsStale() ? "inherit" : color} />;
}

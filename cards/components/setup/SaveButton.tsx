import { LoadingButton } from "@hubspot/ui-extensions";
import type { Saving } from "./SetUpTab.tsx";

/** Shows that its own save is under way, and waits for that of another. */
export function SaveButton(props: {
  saving: Saving;
  /** Which one it is to `saving`. */
  button: string;
  label: string;
  variant: "primary" | "secondary";
  onPress: () => void;
  testId: string;
}) {
  const { saving, button, label, variant, onPress, testId } = props;
  const { pressed } = saving;
  return (
    <LoadingButton
      variant={variant}
      size="sm"
      loading={pressed === button}
      disabled={pressed !== null}
      onClick={onPress}
      testId={testId}
    >
      {label}
    </LoadingButton>
  );
}

import { Button, Flex, LoadingButton } from "@hubspot/ui-extensions";

/** Sends a form, or leaves it. */
export function FormButtons(props: {
  variant: "primary" | "destructive";
  label: string;
  cancelLabel: string;
  isPressing: boolean;
  onClose: () => void;
  testId: string;
}) {
  const { variant, label, cancelLabel, isPressing, onClose, testId } = props;
  return (
    <Flex direction="row" gap="xs">
      <LoadingButton type="submit" size="xs" variant={variant} loading={isPressing} testId={testId}>
        {label}
      </LoadingButton>
      <Button size="xs" variant="transparent" onClick={onClose}>
        {cancelLabel}
      </Button>
    </Flex>
  );
}

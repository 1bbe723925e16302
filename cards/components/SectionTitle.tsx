import { Text } from "@hubspot/ui-extensions";

export function SectionTitle({ children }: { children: string }) {
  return (
    <Text variant="microcopy" format={{ fontWeight: "demibold" }}>
      {children}
    </Text>
  );
}

import type {
  DescriptionListItemProps,
  DescriptionListProps,
  ListProps,
  StatisticsItemProps,
  StatisticsProps,
  StatisticsTrendProps,
} from "@hubspot/ui-extensions";
import { Children } from "react";

export function DescriptionList(props: DescriptionListProps) {
  const { children, direction = "column", testId } = props;
  return (
    <dl className={`uie-descriptions ${direction}`} data-test-id={testId}>
      {children}
    </dl>
  );
}

export function DescriptionListItem({ label, children, testId }: DescriptionListItemProps) {
  return (
    <div data-test-id={testId}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function List({ children, variant = "unordered", testId }: ListProps) {
  const Element = variant.startsWith("ordered") ? "ol" : "ul";
  return (
    <Element className={`uie-list ${variant}`} data-test-id={testId}>
      {Children.map(children, (child) => (
        <li>{child}</li>
      ))}
    </Element>
  );
}

export function Statistics({ children, testId }: StatisticsProps) {
  return (
    <div className="uie-statistics" data-test-id={testId}>
      {children}
    </div>
  );
}

export function StatisticsItem({ label, number, children, testId }: StatisticsItemProps) {
  return (
    <div className="uie-statistic" data-test-id={testId}>
      <span className="uie-statistic-label">{label}</span>
      <span className="uie-statistic-number">{number}</span>
      {children}
    </div>
  );
}

export function StatisticsTrend({ value, direction, color, testId }: StatisticsTrendProps) {
  const isUp = direction === "increase";
  return (
    <span className={`uie-trend ${color ?? (isUp ? "green" : "red")}`} data-test-id={testId}>
      {isUp ? "▲" : "▼"} {value}
    </span>
  );
}

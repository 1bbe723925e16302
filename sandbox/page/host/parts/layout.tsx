import type {
  AutoGridProps,
  BoxProps,
  CardProps,
  DividerProps,
  FlexProps,
  InlineProps,
  SpacerProps,
  StackProps,
  TileProps,
} from "@hubspot/ui-extensions";
import type { CSSProperties } from "react";
import { classNames, gapPx, placeOf } from "../look.ts";

export function Flex(props: FlexProps) {
  const { direction = "row", wrap = false } = props;
  const style: CSSProperties = {
    flexDirection: direction,
    justifyContent: placeOf(props.justify),
    alignItems: placeOf(props.align),
    alignSelf: placeOf(props.alignSelf),
    flexWrap: wrap === true || wrap === "wrap" ? "wrap" : "nowrap",
    gap: gapPx(props.gap),
  };
  return (
    <div className="uie-flex" data-test-id={props.testId} style={style}>
      {props.children}
    </div>
  );
}

export function Box({ flex = "auto", alignSelf, children, testId }: BoxProps) {
  const grow = flex === "initial" ? "0 1 auto" : flex === "auto" ? "1 1 auto" : flex;
  return (
    <div
      className="uie-box"
      data-test-id={testId}
      style={{ flex: grow, alignSelf: placeOf(alignSelf) }}
    >
      {children}
    </div>
  );
}

export function Inline({ justify, align, gap, children, testId }: InlineProps) {
  return (
    <div
      className="uie-flex"
      data-test-id={testId}
      style={{
        flexWrap: "wrap",
        justifyContent: placeOf(justify),
        alignItems: placeOf(align),
        gap: gapPx(gap),
      }}
    >
      {children}
    </div>
  );
}

export function Stack(props: StackProps) {
  const { direction = "column", distance, justify, align, width, children } = props;
  return (
    <div
      className="uie-flex"
      data-test-id={props.testId}
      style={{
        flexDirection: direction,
        gap: gapPx(distance),
        justifyContent: placeOf(justify),
        alignItems: placeOf(align),
        width,
      }}
    >
      {children}
    </div>
  );
}

export function AutoGrid({ columnWidth, flexible = false, gap, children, testId }: AutoGridProps) {
  const columns = flexible
    ? `repeat(auto-fit, minmax(min(${columnWidth}px, 100%), 1fr))`
    : `repeat(auto-fill, ${columnWidth}px)`;
  return (
    <div
      data-test-id={testId}
      style={{ display: "grid", gap: gapPx(gap), gridTemplateColumns: columns }}
    >
      {children}
    </div>
  );
}

export function Divider({ size, distance, testId }: DividerProps) {
  const margin = `${gapPx(size ?? distance ?? "small")}px 0`;
  return <hr className="uie-divider" data-test-id={testId} style={{ margin }} />;
}

export function Spacer({ size = "small", testId }: SpacerProps) {
  return <div data-test-id={testId} style={{ height: gapPx(size) }} />;
}

export function Tile({ compact = false, flush = false, children, testId }: TileProps) {
  return (
    <div
      className={classNames("uie-tile", compact && "compact", flush && "flush")}
      data-test-id={testId}
    >
      {children}
    </div>
  );
}

export function Card({ children, testId }: CardProps) {
  return (
    <div className="uie-tile" data-test-id={testId}>
      {children}
    </div>
  );
}

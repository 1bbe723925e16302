import type { HeadingProps, IconProps, IllustrationProps, TextProps } from "@hubspot/ui-extensions";
import { type CSSProperties, createElement } from "react";
import { ICONS, UNKNOWN_ICON } from "../icons.ts";
import { classNames, shortSize } from "../look.ts";

const WEIGHTS = { regular: 400, demibold: 600, bold: 700 } as const;

export function Text(props: TextProps) {
  const { variant = "bodytext", inline = false, truncate = false, children, testId } = props;
  const Element = inline ? "span" : "div";
  return (
    <Element
      className={classNames(
        "uie-text",
        variant === "microcopy" && "uie-micro",
        truncate !== false && "uie-truncate",
      )}
      data-test-id={testId}
      title={typeof truncate === "object" ? truncate.tooltipText : undefined}
      style={textStyle(props)}
    >
      {children}
    </Element>
  );
}

export function Heading({ inline = false, children, testId }: HeadingProps) {
  return (
    <h4
      className="uie-heading"
      data-test-id={testId}
      style={inline ? { whiteSpace: "nowrap" } : {}}
    >
      {children}
    </h4>
  );
}

export function Icon({ name, color = "inherit", size, screenReaderText, testId }: IconProps) {
  const className = classNames(
    "uie-icon",
    `uie-icon-${color}`,
    size !== undefined && `uie-icon-${shortSize(size, "md")}`,
  );
  return (
    <svg
      className={className}
      data-test-id={testId}
      viewBox="0 0 24 24"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth="2"
      role="img"
      aria-label={screenReaderText}
      aria-hidden={screenReaderText === undefined}
    >
      {(ICONS.get(name) ?? UNKNOWN_ICON).map(([tag, attributes]) =>
        createElement(tag, { ...attributes, key: JSON.stringify(attributes) }),
      )}
    </svg>
  );
}

export function Illustration({ name, alt, width = 120, height = 90, testId }: IllustrationProps) {
  return (
    <div
      className="uie-illustration"
      role="img"
      aria-label={alt}
      data-test-id={testId}
      style={{ width, height }}
    >
      {name}
    </div>
  );
}

function textStyle({ format = {}, truncate }: TextProps): CSSProperties {
  const { fontWeight, italic, lineDecoration, textTransform } = format;
  return {
    fontWeight: fontWeight === undefined ? undefined : WEIGHTS[fontWeight],
    fontStyle: italic === true ? "italic" : undefined,
    textDecoration: lineDecoration === "strikethrough" ? "line-through" : lineDecoration,
    textTransform: textTransform === "sentenceCase" ? undefined : textTransform,
    maxWidth: typeof truncate === "object" ? truncate.maxWidth : undefined,
  };
}

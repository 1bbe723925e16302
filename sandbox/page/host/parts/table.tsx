import type {
  TableCellProps,
  TableElementProps,
  TableHeaderProps,
  TablePaginatedProps,
  TableProps,
} from "@hubspot/ui-extensions";
import type { CSSProperties } from "react";
import { classNames } from "../look.ts";

export function Table(props: TableProps) {
  const { bordered = true, density = "default", flush = false, children } = props;
  return (
    <div className="uie-table-frame" data-test-id={props.testId}>
      <table className={classNames("uie-table", bordered && "bordered", flush && "flush", density)}>
        {children}
      </table>
      {props.paginated === true && <Pager {...props} />}
    </div>
  );
}

export function TableHead({ children }: TableElementProps) {
  return <thead>{children}</thead>;
}

export function TableBody({ children }: TableElementProps) {
  return <tbody>{children}</tbody>;
}

export function TableFooter({ children }: TableElementProps) {
  return <tfoot>{children}</tfoot>;
}

export function TableRow({ children, testId }: TableElementProps) {
  return <tr data-test-id={testId}>{children}</tr>;
}

export function TableCell({ children, align, width, colSpan, testId }: TableCellProps) {
  return (
    <td style={cellStyle(align, width)} colSpan={colSpan} data-test-id={testId}>
      {children}
    </td>
  );
}

export function TableHeader(props: TableHeaderProps) {
  const style = cellStyle(props.align, props.width);
  if (!("onSortChange" in props)) {
    return <th style={style}>{props.children}</th>;
  }
  const { sortDirection, onSortChange, disabled = false, children } = props;
  const sign = { ascending: "▲", descending: "▼", none: "↕" }[sortDirection];
  const next = sortDirection === "ascending" ? "descending" : "ascending";
  return (
    <th style={style} aria-sort={sortDirection}>
      <button
        type="button"
        className="uie-plain"
        disabled={disabled}
        onClick={() => onSortChange(next)}
      >
        {children} {sign}
      </button>
    </th>
  );
}

function Pager(props: TablePaginatedProps) {
  const { page = 1, pageCount, onPageChange, showButtonLabels = true } = props;
  const shown = Math.min(pageCount, props.maxVisiblePageButtons ?? 5);
  const first = Math.max(1, Math.min(page - Math.floor(shown / 2), pageCount - shown + 1));
  const numbers = Array.from({ length: shown }, (_, index) => first + index);
  return (
    <nav className="uie-pager" aria-label="Pages">
      {props.showFirstLastButtons === true && (
        <PageButton label="«" target={1} isOff={page <= 1} onGo={onPageChange} />
      )}
      <PageButton
        label={showButtonLabels ? "‹ Prev" : "‹"}
        target={page - 1}
        isOff={page <= 1}
        onGo={onPageChange}
      />
      {numbers.map((number) => (
        <PageButton
          key={number}
          label={String(number)}
          target={number}
          isOff={number === page}
          onGo={onPageChange}
        />
      ))}
      <PageButton
        label={showButtonLabels ? "Next ›" : "›"}
        target={page + 1}
        isOff={page >= pageCount}
        onGo={onPageChange}
      />
      {props.showFirstLastButtons === true && (
        <PageButton label="»" target={pageCount} isOff={page >= pageCount} onGo={onPageChange} />
      )}
    </nav>
  );
}

function PageButton(props: {
  label: string;
  target: number;
  isOff: boolean;
  onGo: (page: number) => void;
}) {
  return (
    <button
      type="button"
      className="uie-plain"
      disabled={props.isOff}
      onClick={() => props.onGo(props.target)}
    >
      {props.label}
    </button>
  );
}

function cellStyle(align: TableCellProps["align"], width: TableCellProps["width"]): CSSProperties {
  const fixed = { min: 1, max: "100%", auto: undefined } as const;
  return { textAlign: align, width: typeof width === "string" ? fixed[width] : width };
}

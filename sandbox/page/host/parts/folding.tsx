import type { AccordionProps, TabProps, TabsProps } from "@hubspot/ui-extensions";
import {
  createContext,
  useContext,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { classNames, shortSize } from "../look.ts";

type TabId = string | number;
type TabLabel = {
  readonly key: string;
  readonly id: TabId;
  readonly title: string | undefined;
  readonly isDisabled: boolean;
  readonly element: HTMLElement | null;
};

/** The children of `Tabs` are remote nodes, not elements to look into; so each tab announces itself. */
const TabsContext = createContext<{
  selected: TabId | null;
  announce(label: TabLabel): () => void;
}>({ selected: null, announce: () => () => undefined });

export function Tabs(props: TabsProps) {
  const { variant = "default", fill = false, children, testId } = props;
  const [labels, setLabels] = useState<readonly TabLabel[]>([]);
  const [own, setOwn] = useState<TabId | undefined>(props.defaultSelected);
  const selected = props.selected ?? own ?? labels[0]?.id ?? null;
  const context = useMemo(
    () => ({
      selected,
      announce: (label: TabLabel) => {
        setLabels((before) => inPageOrder([...before.filter(isNot(label)), label]));
        return () => setLabels((before) => before.filter(isNot(label)));
      },
    }),
    [selected],
  );
  const select = (id: TabId) => {
    setOwn(id);
    tellSelected(props.onSelectedChange, id);
  };
  return (
    <div className="uie-tabs-frame" data-test-id={testId}>
      <div className={classNames("uie-tabs", variant, fill && "fill")} role="tablist">
        {labels.map((label) => (
          <button
            key={label.key}
            type="button"
            role="tab"
            aria-selected={label.id === selected}
            disabled={label.isDisabled}
            onClick={() => select(label.id)}
          >
            {label.title}
          </button>
        ))}
      </div>
      <TabsContext.Provider value={context}>{children}</TabsContext.Provider>
    </div>
  );
}

export function Tab({ children, tabId, title, disabled = false }: TabProps) {
  const key = useId();
  const id = tabId ?? key;
  const { selected, announce } = useContext(TabsContext);
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(
    () => announce({ key, id, title, isDisabled: disabled, element: panel.current }),
    [announce, key, id, title, disabled],
  );
  return (
    <div ref={panel} role="tabpanel" hidden={selected !== id}>
      {selected === id && children}
    </div>
  );
}

export function Accordion(props: AccordionProps) {
  const { title, children, defaultOpen = false, disabled = false, size, onClick, testId } = props;
  const [own, setOwn] = useState(defaultOpen);
  const isOpen = props.open ?? own;
  return (
    <div className={`uie-accordion uie-accordion-${shortSize(size, "sm")}`} data-test-id={testId}>
      <button
        type="button"
        className="uie-plain"
        disabled={disabled}
        aria-expanded={isOpen}
        onClick={() => {
          setOwn(!isOpen);
          onClick?.();
        }}
      >
        <span className={classNames("caret", isOpen && "open")} aria-hidden="true">
          ›
        </span>
        {title}
      </button>
      {isOpen && <div className="uie-accordion-body">{children}</div>}
    </div>
  );
}

const isNot = (label: TabLabel) => (other: TabLabel) => other.key !== label.key;

function inPageOrder(labels: readonly TabLabel[]): readonly TabLabel[] {
  return [...labels].sort((a, b) => {
    if (a.element === null || b.element === null) return 0;
    const isBefore = a.element.compareDocumentPosition(b.element) & 4;
    return isBefore ? -1 : 1;
  });
}

/** The card's handler takes strings or numbers, whichever its tab ids are. */
function tellSelected(handler: TabsProps["onSelectedChange"], id: TabId): void {
  const tell: unknown = handler;
  if (typeof tell === "function") tell(id);
}

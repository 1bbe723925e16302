import type {
  ButtonProps,
  ButtonRowProps,
  DropdownButtonItemProps,
  DropdownProps,
  HrefProp,
  ImageProps,
  LinkProps,
  LoadingButtonProps,
} from "@hubspot/ui-extensions";
import {
  createContext,
  type MouseEvent as ReactMouseEvent,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import { addressOfRecord } from "../../record-address.ts";
import { classNames, shortSize } from "../look.ts";
import { useOverlay } from "../overlay.tsx";

export function Button(props: ButtonProps) {
  return <AnyButton {...props} isLoading={false} />;
}

export function LoadingButton({ loading = false, ...props }: LoadingButtonProps) {
  return <AnyButton {...props} isLoading={loading} />;
}

function AnyButton(props: ButtonProps & { isLoading: boolean }) {
  const { variant = "secondary", disabled = false, type = "button", isLoading, testId } = props;
  const { click, hover, element } = useOverlay(props.onClick, props.overlay);
  const className = classNames(
    "uie-button",
    `uie-button-${variant}`,
    `uie-button-${shortSize(props.size, "md")}`,
    props.truncate === true && "uie-truncate",
  );
  if (props.href !== undefined && !disabled) {
    return (
      <>
        <Anchor to={props.href} className={className} testId={testId} onClick={click} hover={hover}>
          {props.children}
        </Anchor>
        {element}
      </>
    );
  }
  return (
    <>
      <button
        type={type}
        className={className}
        data-test-id={testId}
        disabled={disabled || isLoading}
        aria-busy={isLoading}
        onClick={click}
        {...hover}
      >
        {isLoading && <span className="uie-spinner uie-spinner-xs" />}
        {props.children}
      </button>
      {element}
    </>
  );
}

export function ButtonRow({ children, testId }: ButtonRowProps) {
  return (
    <div className="uie-button-row" data-test-id={testId}>
      {children}
    </div>
  );
}

export function Link(props: LinkProps) {
  const { children, href, variant = "primary", onClick, overlay, preventDefault, testId } = props;
  const { click, hover, element } = useOverlay(onClick, overlay);
  return (
    <>
      <Anchor
        to={href}
        className={`uie-link uie-link-${variant}`}
        testId={testId}
        hover={hover}
        onClick={(event) => {
          if (preventDefault === true) event.preventDefault();
          click(event);
        }}
      >
        {children}
      </Anchor>
      {element}
    </>
  );
}

export function Image(props: ImageProps) {
  const { src, alt = "", width, height, href, onClick, overlay, testId } = props;
  const { click, hover, element } = useOverlay(onClick, overlay);
  const image = <img className="uie-image" src={src} alt={alt} width={width} height={height} />;
  return (
    <>
      {href !== undefined ? (
        <Anchor to={href} className="uie-link" testId={testId} onClick={click} hover={hover}>
          {image}
        </Anchor>
      ) : (
        <button
          type="button"
          className="uie-plain"
          data-test-id={testId}
          onClick={click}
          {...hover}
        >
          {image}
        </button>
      )}
      {element}
    </>
  );
}

const MenuContext = createContext<() => void>(() => undefined);

export function Dropdown(props: DropdownProps) {
  const { buttonText, variant = "secondary", buttonSize, disabled = false, options = [] } = props;
  const [isOpen, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const closeOutside = (event: MouseEvent) => {
      const { target } = event;
      if (target instanceof Node && !frame.current?.contains(target)) setOpen(false);
    };
    document.addEventListener("mousedown", closeOutside);
    return () => document.removeEventListener("mousedown", closeOutside);
  }, [isOpen]);
  const size = shortSize(buttonSize, "md");
  return (
    <div className="uie-dropdown" ref={frame} data-test-id={props.testId}>
      <button
        type="button"
        className={`uie-button uie-button-${variant} uie-button-${size}`}
        aria-expanded={isOpen}
        disabled={disabled}
        onClick={() => setOpen(!isOpen)}
      >
        {buttonText} ▾
      </button>
      {isOpen && (
        <div className="uie-menu" role="menu">
          <MenuContext.Provider value={() => setOpen(false)}>
            {options.map((option) => (
              <DropdownButtonItem key={option.label} onClick={() => option.onClick?.()}>
                {option.label}
              </DropdownButtonItem>
            ))}
            {props.children}
          </MenuContext.Provider>
        </div>
      )}
    </div>
  );
}

export function DropdownButtonItem(props: DropdownButtonItemProps) {
  const { click, hover, element } = useOverlay(props.onClick, props.overlay);
  const closeMenu = useContext(MenuContext);
  return (
    <>
      <button
        type="button"
        role="menuitem"
        data-test-id={props.testId}
        onClick={(event) => {
          click(event);
          // An overlay lives inside the menu and would go with it.
          if (props.overlay === undefined) closeMenu();
        }}
        {...hover}
      >
        {props.children}
      </button>
      {element}
    </>
  );
}

function Anchor(props: {
  to: HrefProp;
  className: string;
  testId: string | undefined;
  onClick: (event: ReactMouseEvent) => void;
  hover: ReturnType<typeof useOverlay>["hover"];
  children: ReactNode;
}) {
  const { url, external } =
    typeof props.to === "string" ? { url: props.to, external: undefined } : props.to;
  const onThisPage = addressOfRecord(url);
  const isExternal = onThisPage === null && (external ?? !url.startsWith("/"));
  // A card's link must never run a script of the page's.
  const isSafe = /^(https?:|mailto:|tel:|\/)/i.test(url);
  return (
    <a
      className={props.className}
      data-test-id={props.testId}
      href={onThisPage ?? (isSafe ? url : "#")}
      rel="noreferrer"
      target={isExternal ? "_blank" : "_self"}
      onClick={props.onClick}
      {...props.hover}
    >
      {props.children}
    </a>
  );
}

import type {
  AlertProps,
  EmptyStateProps,
  ErrorStateProps,
  LoadingSpinnerProps,
  ProgressBarProps,
  ScoreProps,
  StatusTagProps,
  StepIndicatorProps,
  TagProps,
} from "@hubspot/ui-extensions";
import { classNames, shortSize } from "../look.ts";
import { useOverlay } from "../overlay.tsx";

export function Tag({ children, variant = "default", inline, onClick, overlay, testId }: TagProps) {
  const { click, hover, element } = useOverlay(onClick, overlay);
  const className = classNames("uie-tag", `uie-tag-${variant}`, inline && "inline");
  const isPressable = onClick !== undefined || overlay !== undefined;
  return (
    <>
      {isPressable ? (
        <button
          type="button"
          className={className}
          data-test-id={testId}
          onClick={click}
          {...hover}
        >
          {children}
        </button>
      ) : (
        <span className={className} data-test-id={testId}>
          {children}
        </span>
      )}
      {element}
    </>
  );
}

export function StatusTag(props: StatusTagProps) {
  const { children, variant = "default", hollow, onClick, showRemoveIcon, onRemoveClick } = props;
  const label = (
    <>
      <i className={classNames("uie-dot", `uie-dot-${variant}`, hollow && "hollow")} />
      {children}
    </>
  );
  return (
    <span className="uie-status" data-test-id={props.testId}>
      {onClick === undefined ? (
        label
      ) : (
        <button type="button" className="uie-plain" onClick={() => onClick()}>
          {label}
        </button>
      )}
      {showRemoveIcon === true && (
        <button
          type="button"
          className="uie-plain"
          aria-label="Remove"
          onClick={() => onRemoveClick?.()}
        >
          ✕
        </button>
      )}
    </span>
  );
}

export function Alert({ title, children, variant = "info", testId }: AlertProps) {
  const look = variant === "danger" ? "error" : variant;
  return (
    <div role="alert" className={`uie-alert uie-alert-${look}`} data-test-id={testId}>
      <strong>{title}</strong>
      {children !== undefined && <div>{children}</div>}
    </div>
  );
}

export function LoadingSpinner(props: LoadingSpinnerProps) {
  const { label, showLabel = false, size, layout = "inline", testId } = props;
  return (
    <div
      className={classNames("uie-loading", layout === "centered" && "centered")}
      role="status"
      aria-label={label}
      data-test-id={testId}
    >
      <span className={`uie-spinner uie-spinner-${shortSize(size, "sm")}`} />
      {showLabel && <span>{label}</span>}
    </div>
  );
}

export function ProgressBar(props: ProgressBarProps) {
  const { title, value = 0, showPercentage = false, valueDescription, variant = "success" } = props;
  const max = props.maxValue ?? props.valueMax ?? 100;
  const percent = Math.round(Math.max(0, Math.min(1, value / max)) * 100);
  return (
    <div className="uie-progress" data-test-id={props.testId}>
      {(title !== undefined || valueDescription !== undefined) && (
        <div className="uie-progress-top">
          <span>{title}</span>
          <span>{valueDescription}</span>
        </div>
      )}
      <div className="uie-progress-row">
        <div
          className="uie-progress-track"
          role="progressbar"
          aria-label={props["aria-label"] ?? title ?? "Progress"}
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
          tabIndex={-1}
        >
          <div className={`uie-progress-fill ${variant}`} style={{ width: `${percent}%` }} />
        </div>
        {showPercentage && <span className="uie-progress-percent">{percent}%</span>}
      </div>
    </div>
  );
}

export function EmptyState(props: EmptyStateProps) {
  const { title, children, layout = "horizontal", reverseOrder, imageWidth = 250, flush } = props;
  return (
    <div
      className={classNames("uie-empty", layout, reverseOrder && "reverse", flush && "flush")}
      data-test-id={props.testId}
    >
      <div className="uie-empty-text">
        {title !== undefined && <h4>{title}</h4>}
        {children}
      </div>
      <svg
        className="uie-empty-image"
        viewBox="0 0 120 90"
        aria-hidden="true"
        style={{ maxWidth: imageWidth }}
      >
        <rect className="paper" x="14" y="12" width="92" height="66" rx="8" />
        <path className="line" d="M28 30h64M28 44h48M28 58h30" />
        <circle className="spot" cx="94" cy="66" r="16" />
        <path className="hand" d="M94 57v9l6 4" />
      </svg>
    </div>
  );
}

export function ErrorState({ title, children, type = "error", testId }: ErrorStateProps) {
  const sign = { error: "M12 6v8M12 18v.5", support: "M8 12h8M12 8v8", lock: "M7 12h10v6H7z" };
  return (
    <div className="uie-empty vertical" data-test-id={testId}>
      <div className="uie-empty-text">
        {title !== undefined && <h4>{title}</h4>}
        {children}
      </div>
      <svg className={`uie-error-image ${type}`} viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="11" />
        <path d={sign[type]} />
      </svg>
    </div>
  );
}

const CIRCLE_LENGTH = 2 * Math.PI * 20;

export function ScoreCircle({ score, testId }: ScoreProps) {
  const shown = Math.max(0, Math.min(100, Math.round(score)));
  const look = shown < 40 ? "low" : shown < 75 ? "middle" : "high";
  return (
    <svg
      className={`uie-score ${look}`}
      viewBox="0 0 48 48"
      role="img"
      aria-label={`Score ${shown}`}
      data-test-id={testId}
    >
      <circle className="track" cx="24" cy="24" r="20" />
      <circle
        className="share"
        cx="24"
        cy="24"
        r="20"
        strokeDasharray={`${(shown / 100) * CIRCLE_LENGTH} ${CIRCLE_LENGTH}`}
      />
      <text x="24" y="29" textAnchor="middle">
        {shown}
      </text>
    </svg>
  );
}

export function StepIndicator(props: StepIndicatorProps) {
  const { stepNames, currentStep = 0, direction = "horizontal", onClick } = props;
  const isCompact = props.variant === "compact" || props.variant === "flush";
  return (
    <ol className={classNames("uie-steps", direction)} data-test-id={props.testId}>
      {stepNames.map((name, index) => (
        <li
          key={name}
          className={index < currentStep ? "done" : index === currentStep ? "on" : "open"}
        >
          <button type="button" className="uie-plain" onClick={() => onClick?.(index)}>
            <i>{index < currentStep ? "✓" : index + 1}</i>
            {(!isCompact || index === currentStep) && <span>{name}</span>}
          </button>
        </li>
      ))}
    </ol>
  );
}

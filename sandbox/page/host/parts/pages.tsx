import type { ButtonProps } from "@hubspot/ui-extensions";
import type {
  PageBreadcrumbsCurrentProps,
  PageBreadcrumbsPageLinkProps,
  PageBreadcrumbsProps,
  PageHeaderLinkProps,
  PageHeaderPageLinkProps,
  PageHeaderPrimaryActionProps,
  PageHeaderProps,
  PageHeaderSecondaryActionsProps,
  PageLinkProps,
  PageTitleProps,
} from "@hubspot/ui-extensions/pages";
import { createContext, type ReactNode, useContext } from "react";
import { fillPath } from "../page-address.ts";
import { NavigateContext } from "../page-navigation.ts";
import { Button } from "./actions.tsx";

/** What only pages of an app have: a header with actions, links from page to page, and crumbs. */

type HeaderActionsProps = { readonly children?: ReactNode; readonly testId?: string };

export function HeaderActions({ children, testId }: HeaderActionsProps) {
  return (
    <div className="uie-button-row uie-page-header" data-test-id={testId}>
      {children}
    </div>
  );
}

export function PrimaryHeaderActionButton(props: ButtonProps) {
  return <Button {...props} variant="primary" size="sm" />;
}

export function SecondaryHeaderActionButton(props: ButtonProps) {
  return <Button {...props} variant="secondary" size="sm" />;
}

export function PageTitle({ children, testId }: PageTitleProps) {
  return (
    <h2 className="uie-page-title" data-test-id={testId}>
      {children}
    </h2>
  );
}

export function PageHeader({ children, testId }: PageHeaderProps) {
  return <HeaderActions {...(testId === undefined ? {} : { testId })}>{children}</HeaderActions>;
}

const PrimaryContext = createContext(false);

export function PageHeaderPrimaryAction({ children }: PageHeaderPrimaryActionProps) {
  return <PrimaryContext.Provider value={true}>{children}</PrimaryContext.Provider>;
}

export function PageHeaderSecondaryActions({ children }: PageHeaderSecondaryActionsProps) {
  return <>{children}</>;
}

export function PageHeaderLink({ children, ...props }: PageHeaderLinkProps) {
  const variant = useContext(PrimaryContext) ? "primary" : "secondary";
  return (
    <Button {...props} variant={variant} size="sm">
      {children}
    </Button>
  );
}

export function PageHeaderPageLink({ to, params, children, testId }: PageHeaderPageLinkProps) {
  const navigate = useContext(NavigateContext);
  const variant = useContext(PrimaryContext) ? "primary" : "secondary";
  return (
    <Button
      variant={variant}
      size="sm"
      {...(testId === undefined ? {} : { testId })}
      onClick={() => navigate(fillPath(to, params))}
    >
      {children}
    </Button>
  );
}

export function PageLink({ to, params, children, testId }: PageLinkProps) {
  const navigate = useContext(NavigateContext);
  const location = fillPath(to, params);
  return (
    <a
      href={location.path}
      className="uie-link"
      data-test-id={testId}
      onClick={(event) => {
        event.preventDefault();
        navigate(location);
      }}
    >
      {children}
    </a>
  );
}

export function PageBreadcrumbs({ children, testId }: PageBreadcrumbsProps) {
  return (
    <nav className="uie-crumbs" data-test-id={testId}>
      {children}
    </nav>
  );
}

export function PageBreadcrumbsPageLink(props: PageBreadcrumbsPageLinkProps) {
  return <PageLink {...props} />;
}

export function PageBreadcrumbsCurrent({ children, testId }: PageBreadcrumbsCurrentProps) {
  return (
    <span aria-current="page" data-test-id={testId}>
      {children}
    </span>
  );
}

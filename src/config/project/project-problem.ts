/** What keeps a developer project from being uploaded, installed or listed. */
export type ProjectProblem = {
  /** Stable, for whoever searches for it, e.g. `scope_undeclared`. */
  readonly code: ProblemCode;
  /** Where in the manifest, the options, the card sources or the project, e.g. `hubspot.cards.1.file`. */
  readonly path: string;
  readonly found: string;
  /** What to do about it. */
  readonly expected: string;
};

export type ProblemCode =
  | "address_invalid"
  | "address_is_example"
  | "address_twice"
  | "auth_not_offered"
  | "card_entry_shared"
  | "card_file_missing"
  | "card_import_outside"
  | "card_location_differs"
  | "card_package_unknown"
  | "card_unlisted"
  | "component_config_invalid"
  | "component_invalid"
  | "component_json_broken"
  | "component_misplaced"
  | "component_too_many"
  | "component_uid_invalid"
  | "component_uid_twice"
  | "component_unknown"
  | "entry_missing"
  | "event_not_offered"
  | "event_unhandled"
  | "event_unsubscribed"
  | "event_without_scope"
  | "manifest_invalid"
  | "property_not_offered"
  | "property_undeclared"
  | "property_unread"
  | "property_unsubscribed"
  | "scope_optional_only"
  | "scope_undeclared"
  | "scope_unused"
  | "subscriptions_too_many"
  | "url_not_permitted";

/** e.g. `scope_undeclared  hubspot.requiredScopes: there is no tickets; expected …`. */
export function problemLine({ code, path, found, expected }: ProjectProblem): string {
  return `${code}  ${path}: ${found}; expected ${expected}`;
}

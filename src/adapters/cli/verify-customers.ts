import {
  type CustomerDifference,
  type VerifiedCustomers,
  type VerifyCustomersDeps,
  verifyCustomers,
} from "../../app/tiering/verify-customers.ts";
import type { Terminal } from "./command.ts";
import { customerDifferenceLine } from "./verify-words.ts";

/** Differences that are told in words, and those that are kept; all are counted. */
const MAX_LINES = 20;
const MAX_KEPT = 1_000;
const PROGRESS_EVERY_CUSTOMERS = 10_000;

export type CustomersReport = {
  readonly portals: readonly VerifiedCustomers[];
  readonly differences: number;
  readonly first: readonly CustomerDifference[];
};

/** Verifies the grades of these portals and tells what was found. */
export async function verifyAllCustomers(
  deps: VerifyCustomersDeps,
  of: readonly { readonly portalId: string }[],
  terminal: Terminal,
): Promise<CustomersReport> {
  const first: CustomerDifference[] = [];
  const portals: VerifiedCustomers[] = [];
  let differences = 0;
  for (const { portalId } of of) {
    const verified = await verifyCustomers(deps, portalId, {
      onDifference: (difference) => {
        differences += 1;
        if (differences <= MAX_LINES) terminal.print(customerDifferenceLine(difference));
        if (first.length < MAX_KEPT) first.push(difference);
      },
      onProgress: ({ customers }) => {
        if (customers % PROGRESS_EVERY_CUSTOMERS === 0) {
          terminal.complain(`portal ${portalId}: ${customers} customers looked at`);
        }
      },
    });
    portals.push(verified);
  }
  if (differences > MAX_LINES) terminal.print(`and ${differences - MAX_LINES} more`);
  const customers = portals.reduce((sum, portal) => sum + portal.customers, 0);
  terminal.print(`verify: ${customers} customers, ${differences} differences`);
  return { portals, differences, first };
}

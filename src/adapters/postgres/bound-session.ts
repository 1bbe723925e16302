import type { Client, Prepared } from "./pool.ts";
import type { Wall } from "./wall.ts";

/** That a session works for one portal, and behind which wall. */
export type Binding = { readonly wall: Wall; readonly portalId: string };

/** Names go into statements as they are: `set` takes no values. */
export const PORTAL_ID = /^\d{1,19}$/;

/** Begins a transaction of one portal: it takes one round trip, and ends with the transaction. */
export function beginOf(binding: Binding | null): string {
  if (binding === null) return "begin";
  return `begin; ${settingsOf(binding, "set local")}`;
}

/**
 * One statement outside a transaction. The session is bound before it and loosed after it; nobody waits for
 * the latter but the session itself.
 */
export async function bindSession(client: Client, binding: Binding): Promise<Client> {
  const loose = `${binding.wall.role === null ? "" : "reset role; "}reset aftercare.portal_id`;
  try {
    await client.query(settingsOf(binding, "set"));
  } catch (error) {
    client.release(true);
    throw error;
  }
  return {
    query: client.query,
    release: (isBroken) => {
      if (isBroken === true) return client.release(true);
      client.query(loose).then(
        () => client.release(),
        () => client.release(true),
      );
    },
  };
}

/** Lifts the wall within a transaction for one statement, which is of no portal. */
export async function liftedIn(
  client: Pick<Client, "query">,
  binding: Binding,
  statement: () => ReturnType<Client["query"]>,
): ReturnType<Client["query"]> {
  await client.query("set local role none; set local aftercare.portal_id = ''");
  const answer = await statement();
  await client.query(settingsOf(binding, "set local"));
  return answer;
}

function settingsOf({ wall, portalId }: Binding, how: "set" | "set local"): string {
  const portal = `${how} aftercare.portal_id = '${portalId}'`;
  return wall.role === null ? portal : `${how} role ${wall.role}; ${portal}`;
}

/**
 * What goes over a shared session before the statements of one portal, or, with an empty id, of none. The
 * role stays the same all the time: plans depend on it and would be made anew.
 */
export function sharedBinding({ role }: Wall): Prepared {
  return role === null
    ? { name: "bind_portal", text: "select set_config('aftercare.portal_id', $1, false)" }
    : {
        name: "bind_portal_walled",
        text: `select set_config('role', '${role}', false), set_config('aftercare.portal_id', $1, false)`,
      };
}

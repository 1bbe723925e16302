import type { HttpProbe } from "../../ports/examination.ts";
import { timeFinding } from "./examine-store.ts";
import { type Finding, fail, ok, warn } from "./finding.ts";

const LIFE_PATH = "/healthz";
const ACCOUNT_PATH = "/account-info/v3/details";
const SECOND_MS = 1_000;
/** A signature may be five minutes old and a minute ahead; an answer says whole seconds. */
const APART_WARN_MS = 10 * SECOND_MS;
const APART_FAIL_MS = 60 * SECOND_MS;
const HTTP_OK = 200;

/** Whether Aftercare can be reached where HubSpot and Slack look for it, as far as this machine can tell. */
export async function addressFindings(
  probe: HttpProbe,
  publicBaseUrl: string,
): Promise<readonly Finding[]> {
  const url = `${publicBaseUrl}${LIFE_PATH}`;
  const plain = publicBaseUrl.startsWith("https:")
    ? []
    : [warn("address", "address_plain", { url: publicBaseUrl })];
  const answer = await probe(url);
  if (!answer.ok) {
    return [...plain, fail("address", "address_unreachable", { url, reason: answer.reason })];
  }
  const isOurs = answer.status === HTTP_OK && answer.body.includes('"status":"ok"');
  return [
    ...plain,
    isOurs
      ? ok("address", "address_ok", { url })
      : fail("address", "address_other", { url, status: answer.status }),
  ];
}

/** The account of a fixed token; null where accounts install the app. */
export type FixedAccount = { readonly portalId: string; readonly accessToken: string };

/** Whether HubSpot answers, whether its clock is ours, and whose account a fixed token is of. */
export async function hubspotFindings(
  probe: HttpProbe,
  { apiBaseUrl, account }: { readonly apiBaseUrl: string; readonly account: FixedAccount | null },
): Promise<readonly Finding[]> {
  const answer = await probe(`${apiBaseUrl}${ACCOUNT_PATH}`, account?.accessToken);
  if (!answer.ok) {
    return [fail("hubspot", "hubspot_unreachable", { url: apiBaseUrl, reason: answer.reason })];
  }
  const reached = ok("hubspot", "hubspot_reached", { url: apiBaseUrl });
  const clock =
    answer.dateAt === null
      ? []
      : [
          timeFinding("HubSpot", answer.dateAt - answer.askedAt, {
            warnMs: APART_WARN_MS,
            failMs: APART_FAIL_MS,
          }),
        ];
  if (account === null || answer.status !== HTTP_OK) return [reached, ...clock];
  const found = portalIn(answer.body);
  const isOther = found !== null && found !== account.portalId;
  const values = { portal: account.portalId, found: found ?? "" };
  return [
    reached,
    ...clock,
    ...(isOther ? [fail("hubspot", "hubspot_other_account", values)] : []),
  ];
}

function portalIn(body: string): string | null {
  return /"portalId"\s*:\s*(\d+)/.exec(body)?.[1] ?? null;
}

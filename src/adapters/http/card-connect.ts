import type { NewConnectCode } from "../../app/escalation/connect-person.ts";
import type { CardConnect, ConnectCodeAnswer } from "../../contract/card-escalation.ts";
import type { CardTexts } from "./card-texts.ts";

/** As people type it in Slack; no language has another word for it. */
const COMMAND = "/aftercare connect";

export function presentConnect({ t }: CardTexts): CardConnect {
  return {
    text: t("cardEscalation.connect.text"),
    words: {
      title: t("cardEscalation.connect.title"),
      submit: t("cardEscalation.connect.submit"),
      failed: t("card.pause.failed"),
    },
  };
}

export function presentConnectCode(
  made: NewConnectCode | null,
  zone: string,
  { t, instant }: CardTexts,
): ConnectCodeAnswer {
  if (made === null) {
    return { isDone: false, message: t("cardEscalation.connect.nothing"), command: null };
  }
  const time = instant(made.expiresAt, zone);
  return {
    isDone: true,
    message: t("cardEscalation.connect.type", { time }),
    command: `${COMMAND} ${made.code}`,
  };
}

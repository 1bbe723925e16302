import type { TicketCard } from "../src/contract/card-api.ts";

/**
 * The few words that are needed when the server has not answered, or does not. All others come with
 * the answer.
 */
export type FirstWords = {
  readonly loading: string;
  readonly failed: string;
  readonly nothingKnown: string;
  /** Followed by an age such as "3 minutes ago". */
  readonly lastKnown: string;
  readonly retry: string;
};

export type Language = TicketCard["language"];

const WORDS: Readonly<Record<Language, FirstWords>> = {
  en: {
    loading: "Loading service clocks",
    failed: "Aftercare does not answer",
    nothingKnown: "Nothing is known of this ticket yet.",
    lastKnown: "Last known state, as of",
    retry: "Try again",
  },
  "zh-TW": {
    loading: "正在載入服務時限",
    failed: "Aftercare 沒有回應",
    nothingKnown: "目前沒有這張服務單的資料。",
    lastKnown: "以下為最後已知狀態：",
    retry: "重試",
  },
  "zh-CN": {
    loading: "正在加载服务时限",
    failed: "Aftercare 没有响应",
    nothingKnown: "目前没有此工单的数据。",
    lastKnown: "以下为最后已知状态：",
    retry: "重试",
  },
};

export function firstWords(language: Language): FirstWords {
  return WORDS[language];
}

/** HubSpot names languages in several ways: `zh-tw`, `zh_TW`, `zh-Hant-HK`, `zh-cn`, `en-us`. */
export function languageOf(user: { language?: string; locale?: string }): Language {
  const tag = (user.language ?? user.locale ?? "en").toLowerCase().replaceAll("_", "-");
  if (!tag.startsWith("zh")) return "en";
  return /-(tw|hk|mo|hant)\b/.test(tag) ? "zh-TW" : "zh-CN";
}

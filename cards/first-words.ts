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

/** What a card is about. */
export type Subject = "ticket" | "customer" | "visits" | "policies" | "settings";

const COMMON: Readonly<Record<Language, Pick<FirstWords, "failed" | "lastKnown" | "retry">>> = {
  en: {
    failed: "Aftercare does not answer",
    lastKnown: "Last known state, as of",
    retry: "Try again",
  },
  "zh-TW": {
    failed: "Aftercare 沒有回應",
    lastKnown: "以下為最後已知狀態：",
    retry: "重試",
  },
  "zh-CN": {
    failed: "Aftercare 没有响应",
    lastKnown: "以下为最后已知状态：",
    retry: "重试",
  },
};

type OwnWords = Readonly<Record<Subject, Pick<FirstWords, "loading" | "nothingKnown">>>;

const WORDS: Readonly<Record<Language, OwnWords>> = {
  en: {
    ticket: {
      loading: "Loading service clocks",
      nothingKnown: "Nothing is known of this ticket yet.",
    },
    customer: {
      loading: "Loading the customer",
      nothingKnown: "Nothing is known of this customer yet.",
    },
    visits: { loading: "Loading visits", nothingKnown: "Visits cannot be shown now." },
    policies: {
      loading: "Loading policies",
      nothingKnown: "Policies, people and the audit log cannot be shown now.",
    },
    settings: { loading: "Loading", nothingKnown: "This cannot be shown now." },
  },
  "zh-TW": {
    ticket: { loading: "正在載入服務時限", nothingKnown: "目前沒有這張服務單的資料。" },
    customer: { loading: "正在載入客戶資料", nothingKnown: "目前沒有這位客戶的資料。" },
    visits: { loading: "正在載入回訪", nothingKnown: "目前無法顯示回訪。" },
    policies: {
      loading: "正在載入服務政策",
      nothingKnown: "目前無法顯示服務政策、人員與稽核紀錄。",
    },
    settings: { loading: "正在載入", nothingKnown: "目前無法顯示。" },
  },
  "zh-CN": {
    ticket: { loading: "正在加载服务时限", nothingKnown: "目前没有此工单的数据。" },
    customer: { loading: "正在加载客户资料", nothingKnown: "目前没有此客户的数据。" },
    visits: { loading: "正在加载回访", nothingKnown: "目前无法显示回访。" },
    policies: {
      loading: "正在加载服务策略",
      nothingKnown: "目前无法显示服务策略、人员和审计日志。",
    },
    settings: { loading: "正在加载", nothingKnown: "目前无法显示。" },
  },
};

export function firstWords(language: Language, subject: Subject = "ticket"): FirstWords {
  return { ...COMMON[language], ...WORDS[language][subject] };
}

/** HubSpot names languages in several ways: `zh-tw`, `zh_TW`, `zh-Hant-HK`, `zh-cn`, `en-us`. */
export function languageOf(user: { language?: string; locale?: string }): Language {
  const tag = (user.language ?? user.locale ?? "en").toLowerCase().replaceAll("_", "-");
  if (!tag.startsWith("zh")) return "en";
  return /-(tw|hk|mo|hant)\b/.test(tag) ? "zh-TW" : "zh-CN";
}

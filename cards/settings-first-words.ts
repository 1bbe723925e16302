import type { FirstWords, Language } from "./first-words.ts";

/** The few words of the settings page that are needed before the server has answered. */
const WORDS: Readonly<Record<Language, Omit<FirstWords, "lastKnown">>> = {
  en: {
    loading: "Loading policies",
    failed: "Aftercare does not answer",
    nothingKnown: "Policies, people and the audit log cannot be shown now.",
    retry: "Try again",
  },
  "zh-TW": {
    loading: "正在載入服務政策",
    failed: "Aftercare 沒有回應",
    nothingKnown: "目前無法顯示服務政策、人員與稽核紀錄。",
    retry: "重試",
  },
  "zh-CN": {
    loading: "正在加载服务策略",
    failed: "Aftercare 没有响应",
    nothingKnown: "目前无法显示服务策略、人员和审计日志。",
    retry: "重试",
  },
};

export function settingsFirstWords(language: Language): Omit<FirstWords, "lastKnown"> {
  return WORDS[language];
}

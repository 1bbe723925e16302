import i18next, { type TFunction } from "i18next";
import { en } from "./en.ts";
import { zhCn } from "./zh-cn.ts";
import { zhTw } from "./zh-tw.ts";

export type MessageLanguage = "en" | "zh-TW" | "zh-CN";
export type Translate = TFunction;

const catalogues = i18next.createInstance({
  lng: "en",
  fallbackLng: false,
  resources: {
    en: { translation: en },
    "zh-TW": { translation: zhTw },
    "zh-CN": { translation: zhCn },
  },
  // The places that show a text keep it literal by their own means; escaping here would show twice.
  interpolation: { escapeValue: false },
  initAsync: false,
});
void catalogues.init();

/** The catalogue of one language: `translatorOf("en")("card.words.tier")`. */
export function translatorOf(language: MessageLanguage): Translate {
  return catalogues.getFixedT(language);
}

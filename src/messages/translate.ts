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

const translators: Readonly<Record<MessageLanguage, Translate>> = {
  en: remembering(catalogues.getFixedT("en")),
  "zh-TW": remembering(catalogues.getFixedT("zh-TW")),
  "zh-CN": remembering(catalogues.getFixedT("zh-CN")),
};

/** The catalogue of one language: `translatorOf("en")("card.words.tier")`. */
export function translatorOf(language: MessageLanguage): Translate {
  return translators[language];
}

/** Texts kept at most, in one language: more than the catalogue has. */
const KEPT_LIMIT = 10_000;

/**
 * What a key without values says never changes, and a card has a hundred of them: looking each up
 * anew took a quarter of its time.
 */
function remembering(translate: Translate): Translate {
  const kept = new Map<unknown, unknown>();
  return new Proxy(translate, {
    apply: (target, self, args: readonly unknown[]) => {
      const [key] = args;
      if (args.length !== 1 || typeof key !== "string") return Reflect.apply(target, self, args);
      const known = kept.get(key);
      if (known !== undefined) return known;
      const said: unknown = Reflect.apply(target, self, args);
      if (kept.size < KEPT_LIMIT) kept.set(key, said);
      return said;
    },
  });
}

/** English with the day before the month and 24 hours: unambiguous for readers anywhere. */
export const LOCALE_BY_LANGUAGE = { en: "en-GB", "zh-TW": "zh-TW", "zh-CN": "zh-CN" } as const;

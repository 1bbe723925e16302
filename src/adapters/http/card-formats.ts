/** Formatters kept at most; a portal's zone and three languages need about ten. */
const KEPT_LIMIT = 500;

/** Formatters that are made once: making one costs as much as some hundred uses of it. */
export type CardFormats = {
  date(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat;
  number(locale: string): Intl.NumberFormat;
  list(locale: string): Intl.ListFormat;
};

export function createCardFormats(): CardFormats {
  const dates = new Map<string, Intl.DateTimeFormat>();
  const numbers = new Map<string, Intl.NumberFormat>();
  const lists = new Map<string, Intl.ListFormat>();
  return {
    date: (locale, options) =>
      remembered(dates, `${locale} ${JSON.stringify(options)}`, () => {
        return new Intl.DateTimeFormat(locale, options);
      }),
    number: (locale) =>
      remembered(numbers, locale, () => {
        return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
      }),
    list: (locale) =>
      remembered(lists, locale, () => new Intl.ListFormat(locale, { type: "conjunction" })),
  };
}

function remembered<T>(kept: Map<string, T>, key: string, make: () => T): T {
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= KEPT_LIMIT) kept.clear();
  const made = make();
  kept.set(key, made);
  return made;
}

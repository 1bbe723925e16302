import Holidays from "date-holidays";
import type { Holidays as HolidaysPort } from "../../ports/holidays.ts";
import { mainlandDays } from "./mainland-days.ts";
import { regionDays } from "./region-days.ts";
import { allRegions, findRegion, nearRegions } from "./regions.ts";

/** Mainland China is read from the announced arrangements, every other region is reckoned. */
const MAINLAND = "CN";

export function createHolidays(): HolidaysPort {
  const regions = allRegions(new Holidays());
  return {
    read: (query) => {
      const region = findRegion(regions, query.region);
      if (region === undefined) {
        const near = nearRegions(regions, query.region);
        return { ok: false, reason: "unknown_region", near };
      }
      const years = [...new Set(query.years)]
        .sort((one, other) => one - other)
        .map((year) => ({
          year,
          days:
            region.region === MAINLAND
              ? mainlandDays(year, query)
              : { holidays: regionDays(region, year, query), makeUpDays: [] },
        }));
      return {
        ok: true,
        region: region.region,
        holidays: years.flatMap(({ days }) => days?.holidays ?? []),
        makeUpDays: years.flatMap(({ days }) => days?.makeUpDays ?? []),
        unknownYears: years.filter(({ days }) => days === null).map(({ year }) => year),
      };
    },
  };
}

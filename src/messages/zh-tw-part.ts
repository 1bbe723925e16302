/** 可分別啟用的功能。 */
export const zhTwPart = {
  tiers: "等級",
  clocks: "計時器",
  escalation: "升級處理",
  visits: "回訪",
};

/** 可分别启用的功能。 */
export const zhCnPart = {
  tiers: "等级",
  clocks: "计时器",
  escalation: "升级处理",
  visits: "回访",
};

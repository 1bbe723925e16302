export const zhTwTier = {
  reason: "{{label}} {{value}}：{{points}} 分",
  agingReason: "{{label}}：{{points}} 分",
  nothingKnown: "目前尚無可計分的資料。",
  override: "由{{name}}人工調整至 {{date}}：{{reason}}",
  inherited: "沿用所屬公司的客戶等級。",
  inheritedFrom: "沿用{{company}}的客戶等級。",
  fromCustomer: "取自{{customer}}，為 {{count}} 位客戶中等級最高者。",
  unnamed: { contact: "聯絡人 {{id}}", company: "公司 {{id}}" },
};

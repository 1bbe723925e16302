export const zhCnTier = {
  reason: "{{label}} {{value}}：{{points}} 分",
  agingReason: "{{label}}：{{points}} 分",
  nothingKnown: "目前还没有可计分的数据。",
  override: "由{{name}}人工调整至 {{date}}：{{reason}}",
  inherited: "沿用所属公司的客户等级。",
  inheritedFrom: "沿用{{company}}的客户等级。",
  fromCustomer: "取自{{customer}}，为 {{count}} 位客户中等级最高者。",
  unnamed: { contact: "联系人 {{id}}", company: "公司 {{id}}" },
};

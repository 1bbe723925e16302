/** What service managers read in Slack of a change of the policy. */
export const zhCnSlackPolicy = {
  approved: "新的服务策略已批准",
  effective: "服务策略第 {{version}} 版已生效",
  from: "生效时间：{{date}}",
  since: "生效时间：{{date}}",
  by: "批准人：{{by}}",
  appliesTo: {
    new: "适用于新工单；未结工单维持原承诺",
    open: "适用于新工单，未结工单自生效起一并适用",
  },
  note: "说明：{{note}}",
  changes: "变更内容",
  noChange: "服务承诺与上一版相同。",
  more: "另有 {{number}} 项",
};

/** What service managers read in Slack of a change of the policy. */
export const zhTwSlackPolicy = {
  approved: "新的服務政策已核准",
  effective: "服務政策第 {{version}} 版已生效",
  from: "生效時間：{{date}}",
  since: "生效時間：{{date}}",
  by: "核准人：{{by}}",
  appliesTo: {
    new: "適用於新的服務單；未結案的服務單維持原承諾",
    open: "適用於新的服務單，未結案的服務單自生效起一併適用",
  },
  note: "說明：{{note}}",
  changes: "異動內容",
  noChange: "服務承諾與前一版相同。",
  more: "另有 {{number}} 項",
};

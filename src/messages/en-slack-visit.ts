/** What a person reads in Slack of one visit. */
export const enSlackVisit = {
  day: {
    title: {
      owner: "Your visits · {{date}}",
      lead: "Overdue visits of your department · {{date}}",
      manager: "Overdue visits · {{date}}",
    },
    due: "Due today: {{number}}",
    overdue: "Overdue: {{number}}",
    late_one: "⛔ 1 day past the latest day",
    late_other: "⛔ {{count}} days past the latest day",
    ask: "Record what came of each on the customer's card; that finishes its task. What cannot be made is moved there, or skipped with a reason.",
  },
  deleted: {
    headline: "Task deleted: {{customer}}",
    ask: "The visit is still planned. On the customer's card: skip it with a reason, or plan its task again.",
  },
  unreachable: {
    headline: "Not reached: {{customer}}",
    ask: "Tried {{count}} times in vain. The visit was given up; somebody has to decide what comes next.",
  },
  what: "{{kind}} · {{channel}} · {{time}}",
  colour: {
    yellow: "⚠ Past the ideal day",
    red: "⛔ Past the latest day",
  },
};

/** Why a case was opened, and why it has ended. */
export const enCaseReason = {
  clock_warning: "{{clock}} at risk",
  clock_breach: "{{clock}} overdue",
  answered: "the customer was answered",
  answered_in_time: "the customer was answered in time",
  arrived: "a rep has arrived on site",
  arrived_in_time: "a rep arrived on site in time",
  solved: "it was solved",
  solved_in_time: "it was solved in time",
  complaint_answered: "the complaint was answered",
  complaint_answered_in_time: "the complaint was answered in time",
  complaint_closed: "the complaint was closed",
  ticket_closed: "the ticket was closed",
  ticket_closed_in_time: "the ticket was closed in time",
  ticket_deleted: "the ticket was deleted",
  ticket_merged: "the ticket was merged into another",
  late_news: "what HubSpot told later left no cause for it",
};

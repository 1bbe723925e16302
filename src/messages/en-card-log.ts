/** What people say on the ticket card that they did: a call, an arrival. */
export const enCardLog = {
  title: {
    first_response: "Log first response by phone",
    on_site_arrival: "Arrived on site",
  },
  does: "Ends the clock at that time. Your name and the time are kept.",
  submit: { first_response: "Log the call", on_site_arrival: "Log the arrival" },
  when: "When",
  now: "Just now",
  ago: "{{span}} ago",
  otherTime: "Another time",
  day: "Day",
  time: "Time ({{zone}})",
  logged: {
    first_response: "First response by phone {{time}}, logged by {{by}}",
    on_site_arrival: "Arrived on site {{time}}, logged by {{by}}",
  },
  done: {
    first_response: "First response by phone is logged: {{time}}.",
    on_site_arrival: "Arrival on site is logged: {{time}}.",
  },
  withdraw: "Take back",
  withdrawDoes: "The clock goes on as if this had never been said.",
  keep: "Keep it",
  withdrawn: "It is taken back; the clock goes on as before.",
  refused: {
    not_connected: "Aftercare is not connected to this HubSpot account.",
    not_tracked: "Aftercare has not heard of this ticket yet; nothing was logged.",
    gone: "This ticket was deleted or merged; nothing was changed.",
    no_open_clock: "This clock is not open any more; nothing was logged.",
    in_future: "That time is still ahead; nothing was logged.",
    before_start: "That is before the clock began; nothing was logged.",
    too_long_ago: "That is more than {{back}} ago; nothing was logged.",
    not_logged: "Nothing of that kind was logged on this ticket.",
    too_late_to_withdraw: "It was logged more than {{withdraw}} ago and stays.",
  },
};

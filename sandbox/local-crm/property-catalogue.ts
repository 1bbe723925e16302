import type { ObjectTypeName } from "./object-types.ts";

/**
 * The properties that every portal has from the start: those of HubSpot's that Aftercare, its tests
 * or the demo touch. Anything else has to be created first, as in a real portal.
 */
export type Catalogue = {
  readonly group: string;
  readonly string?: readonly string[];
  readonly number?: readonly string[];
  readonly datetime?: readonly string[];
  readonly date?: readonly string[];
  readonly bool?: readonly string[];
  readonly enumeration?: Readonly<Record<string, readonly string[]>>;
  /** Calculated or kept by HubSpot: the API refuses to write them. */
  readonly readOnly: readonly string[];
};

const LIFECYCLE_STAGES = [
  "subscriber",
  "lead",
  "marketingqualifiedlead",
  "salesqualifiedlead",
  "opportunity",
  "customer",
  "evangelist",
  "other",
];
const CUSTOMER_NUMBERS = ["total_revenue", "recent_deal_amount", "num_associated_deals"];
const CUSTOMER_DATETIMES = [
  "createdate",
  "hubspot_owner_assigneddate",
  "notes_last_contacted",
  "notes_last_updated",
  "first_deal_created_date",
  "recent_deal_close_date",
];

export const CATALOGUES: Readonly<Record<ObjectTypeName, Catalogue>> = {
  tickets: {
    group: "ticketinformation",
    string: [
      "subject",
      "content",
      "hubspot_owner_id",
      "hubspot_team_id",
      "hs_first_agent_message_sent_by",
      "hs_merged_object_ids",
      "hs_primary_company_id",
      "hs_object_id",
      "hs_object_source",
      "hs_object_source_id",
      "hs_object_source_label",
    ],
    number: [
      "hs_num_times_contacted",
      "num_notes",
      "time_to_close",
      "time_to_first_agent_reply",
      "hs_last_csat_rating",
      "hs_feedback_last_nps_rating_number",
      "hs_feedback_last_ces_rating",
    ],
    datetime: [
      "createdate",
      "hs_lastmodifieddate",
      "closed_date",
      "hs_last_closed_date",
      "hs_ticket_reopened_at",
      "first_agent_reply_date",
      "hs_first_agent_message_sent_at",
      "hs_last_message_received_at",
      "hs_last_message_sent_at",
      "last_reply_date",
      "hubspot_owner_assigneddate",
      "notes_last_contacted",
    ],
    bool: ["hs_is_closed", "hs_last_message_from_visitor"],
    enumeration: {
      hs_pipeline: [],
      hs_pipeline_stage: [],
      hs_ticket_priority: ["LOW", "MEDIUM", "HIGH", "URGENT"],
      hs_ticket_category: [
        "PRODUCT_ISSUE",
        "BILLING_ISSUE",
        "FEATURE_REQUEST",
        "GENERAL_INQUIRY",
        "REPAIR_REQUEST",
        "RETURN_EXCHANGE",
        "ON_SITE_SERVICE",
        "COMPLAINT",
      ],
      hs_resolution: ["ISSUE_FIXED", "DOCUMENTATION_PROVIDED", "REPLACED", "OTHER"],
      source_type: ["CHAT", "EMAIL", "FORM", "PHONE"],
    },
    readOnly: [
      "hs_object_id",
      "hs_object_source",
      "hs_object_source_id",
      "hs_object_source_label",
      "hs_lastmodifieddate",
      "hs_primary_company_id",
      "hs_is_closed",
      "hs_last_closed_date",
      "hs_ticket_reopened_at",
      "hs_merged_object_ids",
      "hs_num_times_contacted",
      "num_notes",
      "time_to_close",
      "time_to_first_agent_reply",
      "first_agent_reply_date",
      "hs_first_agent_message_sent_at",
      "hs_first_agent_message_sent_by",
      "hs_last_message_received_at",
      "hs_last_message_sent_at",
      "hs_last_message_from_visitor",
      "last_reply_date",
      "hubspot_owner_assigneddate",
      "notes_last_contacted",
    ],
  },
  contacts: {
    group: "contactinformation",
    string: [
      "email",
      "firstname",
      "lastname",
      "phone",
      "jobtitle",
      "company",
      "associatedcompanyid",
      "country",
      "city",
      "hs_language",
      "hs_timezone",
      "hubspot_owner_id",
      "associatedcompanyid",
      "hs_merged_object_ids",
      "hs_object_id",
    ],
    number: [
      ...CUSTOMER_NUMBERS,
      "hs_feedback_last_nps_rating_number",
      "hs_feedback_last_csat_survey_rating",
      "hs_feedback_last_ces_survey_rating",
      "num_notes",
    ],
    date: [
      "hs_feedback_last_survey_date",
      "hs_feedback_last_csat_survey_date",
      "hs_feedback_last_ces_survey_date",
    ],
    datetime: [...CUSTOMER_DATETIMES, "lastmodifieddate", "hs_v2_date_entered_customer"],
    enumeration: { lifecyclestage: LIFECYCLE_STAGES, hs_lead_status: ["NEW", "OPEN", "CONNECTED"] },
    readOnly: [
      ...CUSTOMER_NUMBERS,
      ...CUSTOMER_DATETIMES,
      "lastmodifieddate",
      "hs_v2_date_entered_customer",
      "hs_feedback_last_nps_rating_number",
      "num_notes",
      "hs_merged_object_ids",
      "hs_object_id",
    ],
  },
  companies: {
    group: "companyinformation",
    string: [
      "name",
      "domain",
      "industry",
      "type",
      "phone",
      "country",
      "city",
      "hubspot_owner_id",
      "hs_merged_object_ids",
      "hs_object_id",
    ],
    number: [...CUSTOMER_NUMBERS, "annualrevenue", "numberofemployees", "num_associated_contacts"],
    datetime: [...CUSTOMER_DATETIMES, "hs_lastmodifieddate"],
    bool: ["hs_is_target_account"],
    enumeration: { lifecyclestage: LIFECYCLE_STAGES },
    readOnly: [
      ...CUSTOMER_NUMBERS,
      ...CUSTOMER_DATETIMES,
      "num_associated_contacts",
      "hs_lastmodifieddate",
      "hs_merged_object_ids",
      "hs_object_id",
    ],
  },
  deals: {
    group: "dealinformation",
    string: ["dealname", "dealstage", "pipeline", "product", "hubspot_owner_id", "hs_object_id"],
    number: ["amount", "amount_in_home_currency"],
    datetime: ["createdate", "closedate", "hs_lastmodifieddate"],
    bool: ["hs_is_closed", "hs_is_closed_won"],
    readOnly: [
      "hs_object_id",
      "hs_lastmodifieddate",
      "amount_in_home_currency",
      "hs_is_closed",
      "hs_is_closed_won",
    ],
  },
  tasks: {
    group: "task",
    string: ["hs_task_subject", "hs_task_body", "hubspot_owner_id", "hs_object_id"],
    datetime: [
      "hs_timestamp",
      "hs_createdate",
      "hs_lastmodifieddate",
      "hs_task_completion_date",
      "hs_task_reminders",
    ],
    enumeration: {
      hs_task_status: ["NOT_STARTED", "IN_PROGRESS", "WAITING", "COMPLETED", "DEFERRED"],
      hs_task_priority: ["NONE", "LOW", "MEDIUM", "HIGH"],
      hs_task_type: ["TODO", "CALL", "EMAIL"],
    },
    readOnly: ["hs_object_id", "hs_createdate", "hs_lastmodifieddate"],
  },
  notes: {
    group: "note",
    string: ["hs_note_body", "hs_attachment_ids", "hubspot_owner_id", "hs_object_id"],
    datetime: ["hs_timestamp", "hs_createdate", "hs_lastmodifieddate"],
    readOnly: ["hs_object_id", "hs_createdate", "hs_lastmodifieddate"],
  },
  calls: {
    group: "call",
    string: [
      "hs_call_title",
      "hs_call_body",
      "hs_call_disposition",
      "hubspot_owner_id",
      "hs_object_id",
    ],
    datetime: ["hs_timestamp", "hs_createdate", "hs_lastmodifieddate"],
    enumeration: {
      hs_call_direction: ["INBOUND", "OUTBOUND"],
      hs_call_status: ["COMPLETED", "BUSY", "NO_ANSWER", "FAILED", "CANCELED", "MISSED", "QUEUED"],
    },
    readOnly: ["hs_object_id", "hs_createdate", "hs_lastmodifieddate"],
  },
  meetings: {
    group: "meeting",
    string: ["hs_meeting_title", "hs_meeting_body", "hubspot_owner_id", "hs_object_id"],
    datetime: ["hs_timestamp", "hs_meeting_start_time", "hs_createdate", "hs_lastmodifieddate"],
    enumeration: {
      hs_meeting_outcome: ["SCHEDULED", "COMPLETED", "RESCHEDULED", "NO_SHOW", "CANCELED"],
    },
    readOnly: ["hs_object_id", "hs_createdate", "hs_lastmodifieddate"],
  },
  emails: {
    group: "email",
    string: ["hs_email_subject", "hs_email_text", "hubspot_owner_id", "hs_object_id"],
    datetime: ["hs_timestamp", "hs_createdate", "hs_lastmodifieddate"],
    enumeration: {
      hs_email_direction: ["EMAIL", "INCOMING_EMAIL", "FORWARDED_EMAIL"],
      hs_email_status: ["SENT", "SENDING", "SCHEDULED", "FAILED", "BOUNCED"],
    },
    readOnly: ["hs_object_id", "hs_createdate", "hs_lastmodifieddate"],
  },
  communications: {
    group: "communication",
    string: ["hs_communication_body", "hubspot_owner_id", "hs_object_id"],
    datetime: ["hs_timestamp", "hs_createdate", "hs_lastmodifieddate"],
    enumeration: {
      hs_communication_channel_type: ["WHATS_APP", "LINKEDIN_MESSAGE", "SMS"],
      hs_communication_logged_from: ["CRM"],
    },
    readOnly: ["hs_object_id", "hs_createdate", "hs_lastmodifieddate"],
  },
  feedback_submissions: {
    group: "feedback_submission",
    string: [
      "hs_value",
      "hs_content",
      "hs_survey_id",
      "hs_survey_name",
      "hs_survey_channel",
      "hs_object_id",
    ],
    datetime: ["hs_submission_timestamp", "hs_createdate", "hs_lastmodifieddate"],
    enumeration: {
      hs_survey_type: ["CSAT", "NPS", "CES", "CUSTOM"],
      hs_response_group: ["PROMOTER", "PASSIVE", "DETRACTOR"],
    },
    readOnly: ["hs_object_id", "hs_createdate", "hs_lastmodifieddate"],
  },
};

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
    number: ["hs_num_times_contacted", "num_notes", "time_to_close", "time_to_first_agent_reply"],
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
      "country",
      "city",
      "hs_language",
      "hs_timezone",
      "hubspot_owner_id",
      "associatedcompanyid",
      "hs_merged_object_ids",
      "hs_object_id",
    ],
    number: [...CUSTOMER_NUMBERS, "hs_feedback_last_nps_rating_number", "num_notes"],
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
};

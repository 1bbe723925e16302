import { describe } from "vitest";
import { chatContract } from "../../contracts/chat-contract.ts";
import { databaseContract } from "../../contracts/database-contract.ts";
import { deliveryContract } from "../../contracts/delivery-contract.ts";
import { jobsContract } from "../../contracts/jobs-contract.ts";
import { ledgerContract } from "../../contracts/ledger-contract.ts";
import { outboxContract } from "../../contracts/outbox-contract.ts";
import { portalsContract } from "../../contracts/portals-contract.ts";
import { recordsContract } from "../../contracts/records-contract.ts";
import { secretsContract } from "../../contracts/secrets-contract.ts";
import { ticketsContract } from "../../contracts/tickets-contract.ts";
import { upkeepContract } from "../../contracts/upkeep-contract.ts";
import { serverUrl, useServerDatabase } from "../../support/databases.ts";

describe.skipIf(serverUrl === undefined)("the store on PostgreSQL (needs DATABASE_URL)", () => {
  const open = useServerDatabase();
  describe("chat", () => chatContract(open));
  describe("database", () => databaseContract(open));
  describe("deliveries", () => deliveryContract(open));
  describe("jobs", () => jobsContract(open));
  describe("event ledger", () => ledgerContract(open));
  describe("outbox", () => outboxContract(open));
  describe("portals", () => portalsContract(open));
  describe("records", () => recordsContract(open));
  describe("secrets", () => secretsContract(open));
  describe("tickets", () => ticketsContract(open));
  describe("upkeep", () => upkeepContract(open));
});

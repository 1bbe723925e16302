/** The one pipeline of deals that HubSpot gives a new portal, with how likely a deal is won in each stage. */
export const DEAL_PIPELINE = {
  id: "default",
  label: "Sales Pipeline",
  stages: [
    { id: "appointmentscheduled", label: "Appointment Scheduled", probability: 0.2 },
    { id: "qualifiedtobuy", label: "Qualified To Buy", probability: 0.4 },
    { id: "presentationscheduled", label: "Presentation Scheduled", probability: 0.6 },
    { id: "decisionmakerboughtin", label: "Decision Maker Bought-In", probability: 0.8 },
    { id: "contractsent", label: "Contract Sent", probability: 0.9 },
    { id: "closedwon", label: "Closed Won", probability: 1 },
    { id: "closedlost", label: "Closed Lost", probability: 0 },
  ],
} as const;

/** As HubSpot words a stage's metadata: all of it text. */
export function dealStageMetadata(stageId: string): Readonly<Record<string, string>> {
  const stage = DEAL_PIPELINE.stages.find(({ id }) => id === stageId);
  const probability = stage?.probability ?? 0;
  return {
    isClosed: String(probability === 0 || probability === 1),
    probability: probability.toFixed(1),
  };
}

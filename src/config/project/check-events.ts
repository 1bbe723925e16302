import type { PluginManifest } from "../plugin-manifest.ts";
import type { CodeFacts } from "./code-facts.ts";
import type { ProjectProblem } from "./project-problem.ts";

const MAX_SUBSCRIPTIONS = 1_000;
/** HubSpot tells of no change of these. */
const UNTOLD_PROPERTIES = ["hs_lastmodifieddate", "num_unique_conversion_events"];
/** Only people can ask to be forgotten. */
const PRIVACY = { change: "privacyDeletion", object: "contact" };

type Event = PluginManifest["hubspot"]["events"][number];

/** What HubSpot is asked to tell is what intake has a use for, no more and no less. */
export function checkEvents(
  { hubspot }: PluginManifest,
  facts: CodeFacts,
): readonly ProjectProblem[] {
  const { events } = hubspot;
  return [
    ...events.flatMap((event, index) => [
      ...offerProblems(event, index),
      ...useProblems(event, index, facts),
    ]),
    ...unsubscribed(events, facts),
    ...tooMany(events),
    ...ownProperties(hubspot.properties, facts),
  ];
}

function offerProblems(
  { object, changes, properties }: Event,
  index: number,
): readonly ProjectProblem[] {
  const path = `hubspot.events.${index}`;
  return [
    ...changes
      .filter((change) => change === PRIVACY.change && object !== PRIVACY.object)
      .map(
        (change): ProjectProblem => ({
          code: "event_not_offered",
          path: `${path}.changes`,
          found: `${change} of a ${object}`,
          expected: `it of a ${PRIVACY.object} alone, as HubSpot has no such event of others`,
        }),
      ),
    ...properties
      .filter((name) => UNTOLD_PROPERTIES.includes(name))
      .map(
        (name): ProjectProblem => ({
          code: "property_not_offered",
          path: `${path}.properties`,
          found: `${name}, of which HubSpot tells no change`,
          expected: "another property",
        }),
      ),
  ];
}

function useProblems(
  { object, changes, properties }: Event,
  index: number,
  facts: CodeFacts,
): readonly ProjectProblem[] {
  const path = `hubspot.events.${index}`;
  const usedChanges = facts.changes[object] ?? [];
  const usedProperties = facts.properties[object] ?? [];
  return [
    ...changes
      .filter((change) => !usedChanges.includes(change))
      .map(
        (change): ProjectProblem => ({
          code: "event_unhandled",
          path: `${path}.changes`,
          found: `${object}.${change}, which nothing handles`,
          expected: usedChanges.length === 0 ? "no such object" : usedChanges.join(", "),
        }),
      ),
    ...properties
      .filter((name) => !usedProperties.includes(name) && !UNTOLD_PROPERTIES.includes(name))
      .map(
        (name): ProjectProblem => ({
          code: "property_unread",
          path: `${path}.properties`,
          found: `${name} of a ${object}, which nothing reads`,
          expected: "only properties that something reads",
        }),
      ),
  ];
}

function unsubscribed(events: readonly Event[], facts: CodeFacts): readonly ProjectProblem[] {
  return Object.keys(facts.changes).flatMap((object) => {
    const event = events.find((one) => one.object === object);
    const told: readonly string[] = event?.changes ?? [];
    const changes = (facts.changes[object] ?? []).filter((change) => !told.includes(change));
    const properties = (facts.properties[object] ?? []).filter(
      (name) => !(event?.properties ?? []).includes(name),
    );
    return [
      ...changes.map(
        (change): ProjectProblem => ({
          code: "event_unsubscribed",
          path: "hubspot.events",
          found: `there is no ${change} of a ${object}`,
          expected: "it, as intake relies on it",
        }),
      ),
      ...properties.map(
        (name): ProjectProblem => ({
          code: "property_unsubscribed",
          path: "hubspot.events",
          found: `there is no ${name} of a ${object}`,
          expected: "it, as a policy that comes with Aftercare reads it",
        }),
      ),
    ];
  });
}

function tooMany(events: readonly Event[]): readonly ProjectProblem[] {
  const count = events.reduce(
    (sum, { changes, properties }) => sum + changes.length + properties.length,
    0,
  );
  if (count <= MAX_SUBSCRIPTIONS) return [];
  return [
    {
      code: "subscriptions_too_many",
      path: "hubspot.events",
      found: `${count} subscriptions`,
      expected: `at most ${MAX_SUBSCRIPTIONS}, which is what HubSpot takes of an app`,
    },
  ];
}

function ownProperties(
  declared: PluginManifest["hubspot"]["properties"],
  { ownProperties: made }: CodeFacts,
): readonly ProjectProblem[] {
  return Object.entries(declared).flatMap(([object, names]) => {
    const own = made[object] ?? [];
    const more = names.filter((name) => !own.includes(name)).map((name) => `${name} is not made`);
    const less = own.filter((name) => !names.includes(name)).map((name) => `${name} is not listed`);
    return [...more, ...less].map(
      (found): ProjectProblem => ({
        code: "property_undeclared",
        path: `hubspot.properties.${object}`,
        found,
        expected: "exactly the properties that Aftercare makes",
      }),
    );
  });
}

import { layBundles } from "./kept-bundles.ts";
import { layNewStore } from "./kept-store.ts";

const [all, data, bundles] = process.argv.slice(2);
if (all === undefined || data === undefined || bundles === undefined) {
  throw new Error("lay-thread.ts wants where all is kept, and where data and bundles go");
}
await Promise.all([layNewStore(all, data), layBundles(all, bundles)]);
